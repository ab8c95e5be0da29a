using OpsConsole.Web.Features.Runs;

namespace OpsConsole.Web.Features.Home;

/// <summary>How many measures left their noise since the reader's last visit.</summary>
public sealed record HomeMoved(int Worse, int Better)
{
    /// <summary>"3 measures got worse, 2 better"; null where nothing moved.</summary>
    public string? Words => (Worse, Better) switch
    {
        (0, 0) => null,
        (0, _) => $"{RunWords.Count(Better, "measure")} got better",
        (_, 0) => $"{RunWords.Count(Worse, "measure")} got worse",
        _ => $"{RunWords.Count(Worse, "measure")} got worse, {Better} better",
    };
}
