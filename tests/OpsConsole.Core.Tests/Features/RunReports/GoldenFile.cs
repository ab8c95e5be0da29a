using System.Runtime.CompilerServices;
using Xunit;

namespace OpsConsole.Core.Tests.Features.RunReports;

/// <summary>A file that says what an output must be, byte by byte. With UPDATE_GOLDEN=1 in the environment it is written anew, to be read before it is committed.</summary>
internal static class GoldenFile
{
    public static void Check(string name, string text, [CallerFilePath] string test = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(test)!, "Golden", name);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
            File.WriteAllText(path, text);
        Assert.Equal(File.ReadAllText(path), text);
    }
}
