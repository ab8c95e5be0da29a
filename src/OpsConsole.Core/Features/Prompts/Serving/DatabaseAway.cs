using System.Data.Common;

namespace OpsConsole.Core.Features.Prompts.Serving;

/// <summary>Tells a database that does not answer from a bug.</summary>
internal static class DatabaseAway
{
    /// <summary>EF wraps what a connection throws into an <see cref="InvalidOperationException"/> when it thinks that it will pass.</summary>
    public static bool Is(Exception fault) => fault is DbException or TimeoutException || (fault is InvalidOperationException { InnerException: { } inner } && Is(inner));
}
