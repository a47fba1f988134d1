using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Systemfel.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Anonymity : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "IsSmallUnit",
                table: "SubAreas",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "RequiresFourEyes",
                table: "Organisations",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "IsSmallUnit",
                table: "Municipalities",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "MaskedAt",
                table: "MailMessages",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "AcceptedFinds",
                table: "Deficiencies",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "ErasedAt",
                table: "Deficiencies",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "MaskedAt",
                table: "Deficiencies",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "TextApprovedAt",
                table: "Deficiencies",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "TextApprovedById",
                table: "Deficiencies",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Incidents",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    OrganisationId = table.Column<long>(type: "INTEGER", nullable: false),
                    Key = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    ReportedById = table.Column<long>(type: "INTEGER", nullable: true),
                    Subject = table.Column<string>(type: "TEXT", nullable: false),
                    SubjectNumber = table.Column<string>(type: "TEXT", nullable: false),
                    DeficiencyId = table.Column<long>(type: "INTEGER", nullable: true),
                    MailMessageId = table.Column<long>(type: "INTEGER", nullable: true),
                    Kinds = table.Column<string>(type: "TEXT", nullable: false),
                    Action = table.Column<int>(type: "INTEGER", nullable: false),
                    Places = table.Column<string>(type: "TEXT", nullable: false),
                    Decision = table.Column<int>(type: "INTEGER", nullable: true),
                    DecidedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    DecidedById = table.Column<long>(type: "INTEGER", nullable: true),
                    DecisionNumber = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Incidents", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Incidents_Accounts_DecidedById",
                        column: x => x.DecidedById,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Incidents_Accounts_ReportedById",
                        column: x => x.ReportedById,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Incidents_Organisations_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "SealedTexts",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    IncidentId = table.Column<long>(type: "INTEGER", nullable: false),
                    Place = table.Column<string>(type: "TEXT", nullable: false),
                    RowId = table.Column<long>(type: "INTEGER", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: true),
                    Bytes = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SealedTexts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SealedTexts_Incidents_IncidentId",
                        column: x => x.IncidentId,
                        principalTable: "Incidents",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_OutboxItems_DeficiencyId",
                table: "OutboxItems",
                column: "DeficiencyId");

            migrationBuilder.CreateIndex(
                name: "IX_Deficiencies_TextApprovedById",
                table: "Deficiencies",
                column: "TextApprovedById");

            migrationBuilder.CreateIndex(
                name: "IX_Incidents_DecidedById",
                table: "Incidents",
                column: "DecidedById");

            migrationBuilder.CreateIndex(
                name: "IX_Incidents_DeficiencyId",
                table: "Incidents",
                column: "DeficiencyId");

            migrationBuilder.CreateIndex(
                name: "IX_Incidents_Key",
                table: "Incidents",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Incidents_MailMessageId",
                table: "Incidents",
                column: "MailMessageId");

            migrationBuilder.CreateIndex(
                name: "IX_Incidents_OrganisationId_At",
                table: "Incidents",
                columns: new[] { "OrganisationId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_Incidents_ReportedById",
                table: "Incidents",
                column: "ReportedById");

            migrationBuilder.CreateIndex(
                name: "IX_SealedTexts_IncidentId_Place_RowId",
                table: "SealedTexts",
                columns: new[] { "IncidentId", "Place", "RowId" },
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "FK_Deficiencies_Accounts_TextApprovedById",
                table: "Deficiencies",
                column: "TextApprovedById",
                principalTable: "Accounts",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Deficiencies_Accounts_TextApprovedById",
                table: "Deficiencies");

            migrationBuilder.DropTable(
                name: "SealedTexts");

            migrationBuilder.DropTable(
                name: "Incidents");

            migrationBuilder.DropIndex(
                name: "IX_OutboxItems_DeficiencyId",
                table: "OutboxItems");

            migrationBuilder.DropIndex(
                name: "IX_Deficiencies_TextApprovedById",
                table: "Deficiencies");

            migrationBuilder.DropColumn(
                name: "IsSmallUnit",
                table: "SubAreas");

            migrationBuilder.DropColumn(
                name: "RequiresFourEyes",
                table: "Organisations");

            migrationBuilder.DropColumn(
                name: "IsSmallUnit",
                table: "Municipalities");

            migrationBuilder.DropColumn(
                name: "MaskedAt",
                table: "MailMessages");

            migrationBuilder.DropColumn(
                name: "AcceptedFinds",
                table: "Deficiencies");

            migrationBuilder.DropColumn(
                name: "ErasedAt",
                table: "Deficiencies");

            migrationBuilder.DropColumn(
                name: "MaskedAt",
                table: "Deficiencies");

            migrationBuilder.DropColumn(
                name: "TextApprovedAt",
                table: "Deficiencies");

            migrationBuilder.DropColumn(
                name: "TextApprovedById",
                table: "Deficiencies");
        }
    }
}
