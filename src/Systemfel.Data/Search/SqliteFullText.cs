namespace Systemfel.Data.Search;

/// <summary>FTS5. remove_diacritics 0, or 'krava' would find 'kräva'; secure-delete, so that an erased text is gone from the index too.</summary>
internal sealed class SqliteFullText : FullText
{
    public static readonly SqliteFullText Instance = new();

    protected override string DeleteSql => """DELETE FROM "CaseSearch" WHERE rowid = @id""";

    protected override string InsertSql => """INSERT INTO "CaseSearch"(rowid, title, body) VALUES (@id, @title, @body)""";

    internal override string SearchSql =>
        """SELECT rowid FROM "CaseSearch" WHERE "CaseSearch" MATCH @query ORDER BY bm25("CaseSearch", 4.0, 1.0), rowid DESC LIMIT @limit""";

    protected override string Expression(SearchQuery query)
    {
        // Each stem is a quoted string: no operator of FTS5 can come in.
        var terms = query.Stems.Select((s, i) =>
            $"\"{s.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" + (query.LastIsPrefix && i == query.Stems.Count - 1 ? "*" : ""));
        return string.Join(query.Any ? " OR " : " AND ", terms);
    }
}
