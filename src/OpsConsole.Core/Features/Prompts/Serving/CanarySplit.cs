using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace OpsConsole.Core.Features.Prompts.Serving;

/// <summary>
/// Which arm of a canary a subject is on. A subject has one place in 0..9,999 for a prompt and its label, made from a hash, so it stays on its arm on every node and
/// after every restart; a higher percentage only adds subjects to the canary.
/// </summary>
internal static class CanarySplit
{
    private const int Places = 10_000;

    /// <param name="subject">Null draws anew each time, in proportion.</param>
    public static bool IsCanary(string promptKey, string label, string? subject, int percent) =>
        (subject is null ? Random.Shared.Next(Places) : PlaceOf(promptKey, label, subject)) < percent * (Places / 100);

    private static int PlaceOf(string promptKey, string label, string subject)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{promptKey}\n{label}\n{subject}"));
        return (int)(BinaryPrimitives.ReadUInt64BigEndian(hash) % Places);
    }
}
