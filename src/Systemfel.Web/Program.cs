using Systemfel.Web.Hosting;
using Systemfel.Web.Verbs;

if (CommandLine.IsVerb(args)) return await CommandLine.RunAsync(args);
return await ServerStart.RunAsync(args);

/// <summary>Named so that tests can host the server.</summary>
public partial class Program;
