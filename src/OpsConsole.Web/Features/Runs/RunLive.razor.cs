using System.Globalization;
using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Ai.Monitoring;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Runs;
using OpsConsole.Web.Components.Controls;

namespace OpsConsole.Web.Features.Runs;

/// <summary>A run in progress: is it going well, and can it be stopped. Figures change in place.</summary>
public sealed partial class RunLive(ProviderMonitor monitor)
{
    private const string NoPulse = "Another node executes this run, or none does yet; only stored results are seen from here";
    private IReadOnlyDictionary<string, ProviderSnapshot> _activity = new Dictionary<string, ProviderSnapshot>();

    [Parameter, EditorRequired]
    public GetRun.Detail Run { get; set; } = default!;

    private RunPulse? Pulse => Run.Pulse;

    private int Finished => Run.DoneCells + Run.FailedCells;

    private int Waiting => _activity.Values.Sum(snapshot => snapshot.WaitingRetries.Count);

    private string? Forecast => Finished == 0 || Run.Cost == Money.Zero
        ? null
        : $"forecast {Figures.Dollars(Run.Cost.Dollars * Run.TotalCells / Finished)}, estimate";

    protected override void OnParametersSet() =>
        _activity = Pulse is null ? new Dictionary<string, ProviderSnapshot>() : Run.Candidates.Select(candidate => candidate.ProviderKey).Distinct().ToDictionary(key => key, Mine);

    // A provider serves other runs too: only retries of this run's models are shown here.
    private ProviderSnapshot Mine(string provider)
    {
        var models = Run.Candidates.Where(candidate => candidate.ProviderKey == provider).Select(candidate => candidate.ModelKey).ToHashSet();
        var snapshot = monitor.Snapshot(provider);
        return snapshot with { WaitingRetries = [.. snapshot.WaitingRetries.Where(retry => models.Contains(retry.Model))] };
    }

    private string At(TimeSpan left)
    {
        var at = Clock.GetUtcNow().UtcDateTime + left;
        return $"{Zone.Local(at).ToString("HH:mm", CultureInfo.InvariantCulture)} {Zone.Name(at)}";
    }

    // Seconds jump about; nobody plans by them once minutes are left.
    private static TimeSpan Rounded(TimeSpan left) => left.TotalMinutes < 2 ? TimeSpan.FromSeconds(Math.Ceiling(left.TotalSeconds)) : TimeSpan.FromMinutes(Math.Ceiling(left.TotalMinutes));
}
