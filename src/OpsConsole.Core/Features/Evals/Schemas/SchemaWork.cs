using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace OpsConsole.Core.Features.Evals.Schemas;

/// <summary>Bounds one validation on this thread: references to alternatives of references can multiply without end, and only references can.</summary>
internal static class SchemaWork
{
    private static readonly long Longest = Stopwatch.Frequency;

    [ThreadStatic]
    private static long _until;

    public static void Begin() => _until = Stopwatch.GetTimestamp() + Longest;

    public static void Step()
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (Stopwatch.GetTimestamp() > _until)
        {
            throw new SchemaFault("the schema takes longer than 1 s on this value");
        }
    }
}
