namespace Systemfel.Data.Search;

/// <summary>tsvector of the 'simple' configuration over the same stems, with the title weighted as on SQLite.</summary>
internal sealed class PgFullText : FullText
{
    public static readonly PgFullText Instance = new();

    protected override string DeleteSql => """DELETE FROM "CaseSearch" WHERE "Id" = @id""";

    protected override string InsertSql =>
        """
        INSERT INTO "CaseSearch"("Id", "Vector")
        VALUES (@id, setweight(to_tsvector('simple', @title), 'A') || setweight(to_tsvector('simple', @body), 'C'))
        """;

    internal override string SearchSql =>
        """
        SELECT "Id" FROM "CaseSearch", to_tsquery('simple', @query) AS q
        WHERE "Vector" @@ q ORDER BY ts_rank("Vector", q) DESC, "Id" DESC LIMIT @limit
        """;

    protected override string Expression(SearchQuery query)
    {
        // Stems hold letters and digits only; quoted all the same, so that no operator of tsquery can come in.
        var terms = query.Stems.Select((s, i) =>
            $"'{s.Replace("'", "''", StringComparison.Ordinal).Replace("\\", "\\\\", StringComparison.Ordinal)}'"
            + (query.LastIsPrefix && i == query.Stems.Count - 1 ? ":*" : ""));
        return string.Join(query.Any ? " | " : " & ", terms);
    }
}
