using OpsConsole.Core.Common;

namespace OpsConsole.Core.Features.Usage;

/// <summary>Refusals of a whole batch; nothing of it is stored.</summary>
internal static class UsageErrors
{
    public static Error TooMany(int count) => Error.Invalid("usage.too-many", $"A batch takes at most {RecordCalls.MostItems} items; this has {count}. Send the rest in a batch of its own.");
}
