using System.Globalization;
using System.Text;
using QRCoder;

namespace Systemfel.Web.Features.Accounts;

/// <summary>A QR code as one SVG path, so that the page needs no markup from elsewhere.</summary>
public sealed record QrPicture(int Size, string Path)
{
    /// <summary>The key of an authenticator app in the form that apps read (otpauth).</summary>
    public static QrPicture OfKey(string accountName, string key) => Of(
        $"otpauth://totp/Systemfel:{Uri.EscapeDataString(accountName)}?secret={Uri.EscapeDataString(key)}&issuer=Systemfel&digits=6");

    private static QrPicture Of(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var path = new StringBuilder();
        for (var y = 0; y < data.ModuleMatrix.Count; y++)
            for (var x = 0; x < data.ModuleMatrix[y].Length; x++)
                if (data.ModuleMatrix[y][x]) path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
        return new QrPicture(data.ModuleMatrix.Count, path.ToString());
    }
}
