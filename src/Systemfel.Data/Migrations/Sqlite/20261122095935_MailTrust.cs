using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Systemfel.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class MailTrust : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "DeliveredAt",
                table: "OutboxItems",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ResendOfId",
                table: "OutboxItems",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Authentication",
                table: "MailMessages",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "DiaryNumber",
                table: "MailMessages",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "Finds",
                table: "MailMessages",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "ReleasedAt",
                table: "MailMessages",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ReleasedById",
                table: "MailMessages",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "ChainHead",
                table: "Deficiencies",
                type: "BLOB",
                nullable: false,
                defaultValue: new byte[0]);

            migrationBuilder.AddColumn<int>(
                name: "ChainLength",
                table: "Deficiencies",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "BounceStatus",
                table: "Contacts",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "BouncedAt",
                table: "Contacts",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "LastAnswerAt",
                table: "Contacts",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "DetectedType",
                table: "Attachments",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "Scan",
                table: "Attachments",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "ScanDetail",
                table: "Attachments",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "ScannedAt",
                table: "Attachments",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "LetterTemplates",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    OrganisationId = table.Column<long>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    ChangedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ChangedById = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LetterTemplates", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Mailboxes",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    OrganisationId = table.Column<long>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    UidValidity = table.Column<long>(type: "INTEGER", nullable: true),
                    TriedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    FetchedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    LastMailAt = table.Column<long>(type: "INTEGER", nullable: true),
                    TooLarge = table.Column<int>(type: "INTEGER", nullable: false),
                    Failures = table.Column<int>(type: "INTEGER", nullable: false),
                    Error = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Mailboxes", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_SubAreas_OrganisationId",
                table: "SubAreas",
                column: "OrganisationId");

            migrationBuilder.CreateIndex(
                name: "IX_OutboxItems_LetterId",
                table: "OutboxItems",
                column: "LetterId");

            migrationBuilder.CreateIndex(
                name: "IX_OutboxItems_OrganisationId_State_SentAt",
                table: "OutboxItems",
                columns: new[] { "OrganisationId", "State", "SentAt" });

            migrationBuilder.CreateIndex(
                name: "IX_OutboxItems_ToAddress_SentAt",
                table: "OutboxItems",
                columns: new[] { "ToAddress", "SentAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Meetings_OrganisationId_Date",
                table: "Meetings",
                columns: new[] { "OrganisationId", "Date" });

            migrationBuilder.CreateIndex(
                name: "IX_JobRuns_StartedAt",
                table: "JobRuns",
                column: "StartedAt");

            migrationBuilder.CreateIndex(
                name: "IX_EffectQuestions_IsSettled",
                table: "EffectQuestions",
                column: "IsSettled");

            migrationBuilder.CreateIndex(
                name: "IX_AuthorQuestions_AnsweredAt",
                table: "AuthorQuestions",
                column: "AnsweredAt");

            migrationBuilder.CreateIndex(
                name: "IX_Attachments_Scan",
                table: "Attachments",
                column: "Scan");

            migrationBuilder.CreateIndex(
                name: "IX_LetterTemplates_OrganisationId_Kind",
                table: "LetterTemplates",
                columns: new[] { "OrganisationId", "Kind" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Mailboxes_OrganisationId_Name",
                table: "Mailboxes",
                columns: new[] { "OrganisationId", "Name" },
                unique: true);

            // The chains that are there already get their length and the hash of their last event.
            migrationBuilder.Sql(
                """
                UPDATE "Deficiencies" SET
                    "ChainLength" = (SELECT COUNT(*) FROM "CaseEvents" e WHERE e."DeficiencyId" = "Deficiencies"."Id"),
                    "ChainHead" = COALESCE((SELECT e."Hash" FROM "CaseEvents" e WHERE e."DeficiencyId" = "Deficiencies"."Id" ORDER BY e."Seq" DESC LIMIT 1), "ChainHead")
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "LetterTemplates");

            migrationBuilder.DropTable(
                name: "Mailboxes");

            migrationBuilder.DropIndex(
                name: "IX_SubAreas_OrganisationId",
                table: "SubAreas");

            migrationBuilder.DropIndex(
                name: "IX_OutboxItems_LetterId",
                table: "OutboxItems");

            migrationBuilder.DropIndex(
                name: "IX_OutboxItems_OrganisationId_State_SentAt",
                table: "OutboxItems");

            migrationBuilder.DropIndex(
                name: "IX_OutboxItems_ToAddress_SentAt",
                table: "OutboxItems");

            migrationBuilder.DropIndex(
                name: "IX_Meetings_OrganisationId_Date",
                table: "Meetings");

            migrationBuilder.DropIndex(
                name: "IX_JobRuns_StartedAt",
                table: "JobRuns");

            migrationBuilder.DropIndex(
                name: "IX_EffectQuestions_IsSettled",
                table: "EffectQuestions");

            migrationBuilder.DropIndex(
                name: "IX_AuthorQuestions_AnsweredAt",
                table: "AuthorQuestions");

            migrationBuilder.DropIndex(
                name: "IX_Attachments_Scan",
                table: "Attachments");

            migrationBuilder.DropColumn(
                name: "DeliveredAt",
                table: "OutboxItems");

            migrationBuilder.DropColumn(
                name: "ResendOfId",
                table: "OutboxItems");

            migrationBuilder.DropColumn(
                name: "Authentication",
                table: "MailMessages");

            migrationBuilder.DropColumn(
                name: "DiaryNumber",
                table: "MailMessages");

            migrationBuilder.DropColumn(
                name: "Finds",
                table: "MailMessages");

            migrationBuilder.DropColumn(
                name: "ReleasedAt",
                table: "MailMessages");

            migrationBuilder.DropColumn(
                name: "ReleasedById",
                table: "MailMessages");

            migrationBuilder.DropColumn(
                name: "ChainHead",
                table: "Deficiencies");

            migrationBuilder.DropColumn(
                name: "ChainLength",
                table: "Deficiencies");

            migrationBuilder.DropColumn(
                name: "BounceStatus",
                table: "Contacts");

            migrationBuilder.DropColumn(
                name: "BouncedAt",
                table: "Contacts");

            migrationBuilder.DropColumn(
                name: "LastAnswerAt",
                table: "Contacts");

            migrationBuilder.DropColumn(
                name: "DetectedType",
                table: "Attachments");

            migrationBuilder.DropColumn(
                name: "Scan",
                table: "Attachments");

            migrationBuilder.DropColumn(
                name: "ScanDetail",
                table: "Attachments");

            migrationBuilder.DropColumn(
                name: "ScannedAt",
                table: "Attachments");
        }
    }
}
