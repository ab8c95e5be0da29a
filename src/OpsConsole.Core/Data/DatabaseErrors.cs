using OpsConsole.Core.Common;

namespace OpsConsole.Core.Data;

/// <summary>Why the console cannot work on its database.</summary>
public static class DatabaseErrors
{
    public static Error Behind(IReadOnlyList<string> pending) => Error.Unavailable(
        "database.behind",
        $"The database is behind by {Count(pending)} ({string.Join(", ", pending)}): run `opsconsole db migrate`, or have a DBA run the script under db/scripts.");

    public static Error Newer(IReadOnlyList<string> unknown) => Error.Unavailable(
        "database.newer",
        $"The database is newer than this program by {Count(unknown)} ({string.Join(", ", unknown)}): install the version of OpsConsole that wrote it.");

    public static Error Unusable(string reason) => Error.Unavailable("database.unusable", reason);

    private static string Count(IReadOnlyList<string> migrations) => migrations.Count == 1 ? "1 migration" : $"{migrations.Count} migrations";
}
