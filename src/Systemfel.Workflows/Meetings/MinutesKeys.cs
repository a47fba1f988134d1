using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Systemfel.Workflows.Meetings;

/// <summary>The keys of outbox rows about minutes: one for each recipient and version.</summary>
public static class MinutesKeys
{
    /// <param name="versionId">The stored version.</param>
    /// <param name="address">Where it goes.</param>
    public static string OfMinutes(long versionId, string address) => string.Create(CultureInfo.InvariantCulture,
        $"minutes:{versionId}:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address.ToLowerInvariant())))[..16]}");

    /// <param name="adjustmentId">The stored adjuster.</param>
    /// <param name="version">The number of the version.</param>
    public static string OfAdjuster(long adjustmentId, int version) => string.Create(CultureInfo.InvariantCulture, $"adjust:{adjustmentId}:{version}");
}
