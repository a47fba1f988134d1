using Systemfel.Data.Yearly;

namespace Systemfel.Workflows.Yearly;

/// <summary>What a return knows from the year before: what it begins with, and what is shown beside.</summary>
public static class YearMemory
{
    /// <summary>What a new return begins with: fields that seldom change, and those that the product answers by being there.</summary>
    /// <param name="template">The new one's form.</param>
    /// <param name="before">The return of the year before; null for none.</param>
    public static ReturnValues Begin(ReturnTemplate template, YearDocument? before)
    {
        var known = Beside(template, before);
        var to = before == null ? "" : ReturnValues.FromJson(before.ValuesJson)[ReturnSending.ReceiverKey];
        return new ReturnValues(template.Fields.Where(f => f.Carried).SelectMany(f => f.Keys).Select(k => KeyValuePair.Create(k, known[k]))
            .Concat(template.Fields.Where(f => f.Routine).Select(f => KeyValuePair.Create(f.Id, ReturnCheck.Yes)))).With([KeyValuePair.Create(ReturnSending.ReceiverKey, to)]);
    }

    /// <summary>Last year's values of the fields that both forms ask the same in.</summary>
    public static ReturnValues Beside(ReturnTemplate template, YearDocument? before)
    {
        if (before == null || ReturnTemplates.Find(before.TemplateKey) is not { } old) return ReturnValues.Empty;
        var values = ReturnValues.FromJson(before.ValuesJson);
        return new ReturnValues(template.Fields.Where(f => old.Field(f.Id) is { } o && o.Kind == f.Kind && o.Label == f.Label).SelectMany(f => f.Keys).Select(k => KeyValuePair.Create(k, values[k])));
    }
}
