using Systemfel.Web.Hosting;

// Verbs of the command line (migrate, user add, mail inspect ...) branch off here: a first argument that is no option is one.
//     if (args is [var verb, ..] && !verb.StartsWith('-')) return await Verbs.RunAsync(args);

return await ServerStart.RunAsync(args);

/// <summary>Named so that tests can host the server.</summary>
public partial class Program;
