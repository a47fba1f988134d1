using System.Security.Cryptography;

namespace Systemfel.Workflows.Letters;

/// <summary>A secret in a file that only this account can read.</summary>
internal static class KeyFile
{
    public static byte[] ReadOrCreate(string folder, string name, int length)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, name);
        if (!File.Exists(path)) Create(path, length);
        var key = File.ReadAllBytes(path);
        return key.Length == length ? key : throw new InvalidDataException($"The key file {name} is damaged: it has {key.Length} bytes, not {length}. Restore it from your copy.");
    }

    private static void Create(string path, int length)
    {
        // Written aside and put in place whole: two processes that start at once must end with the same key.
        var aside = $"{path}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(aside, options)) file.Write(RandomNumberGenerator.GetBytes(length));
        try
        {
            File.Move(aside, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(aside);
        }
    }
}
