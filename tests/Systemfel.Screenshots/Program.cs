using Systemfel.Browser.Tests.Hosting;
using Systemfel.Screenshots;
using Systemfel.Tests.Shared;

// Takes the pictures of README and docs/handbok.md anew: Systemfel.Screenshots FOLDER
if (args is not [var folder])
{
    await Console.Error.WriteLineAsync("Say where the pictures go: docs/images");
    return 2;
}

await using var server = await SystemfelServer.StartAsync();
var chromium = new Chromium();
await chromium.InitializeAsync();
try
{
    var album = new Album(chromium, server.Address, Directory.CreateDirectory(folder).FullName);
    await album.TakeAsync();
    return 0;
}
finally
{
    await chromium.DisposeAsync();
}
