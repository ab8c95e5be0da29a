using System.Globalization;
using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Gates;
using OpsConsole.Core.Features.Policies.Model;
using OpsConsole.Web.Components;
using OpsConsole.Web.Components.Layout;

namespace OpsConsole.Web.Features.Exceptions;

/// <summary>Asks that a version may pass a rule nevertheless; what it is about comes with the address.</summary>
public sealed partial class NewExceptionPage(RequestException request, TimeProvider clock, BrowserTimeZone zone)
{
    private string _reason = "";
    private string _controls = "";
    private string _days = "14";

    [SupplyParameterFromQuery(Name = "release")]
    private string? Release { get; set; }

    [SupplyParameterFromQuery(Name = "prompt")]
    private string? Prompt { get; set; }

    [SupplyParameterFromQuery(Name = "version")]
    private string? VersionText { get; set; }

    private int Version => QueryNumber.Whole(VersionText) ?? 0;

    [SupplyParameterFromQuery(Name = "kind")]
    private string? KindWord { get; set; }

    [SupplyParameterFromQuery(Name = "rule")]
    private string? Rule { get; set; }

    private GateKind Kind => Enum.TryParse<GateKind>(KindWord, ignoreCase: true, out var kind) && Enum.IsDefined(kind) ? kind : GateKind.Baseline;

    private string BackHref => Release is null ? $"/gates?prompt={Uri.EscapeDataString(Prompt ?? "")}" : $"/reviews/{Release}";

    private string EndHint => End is { } end
        ? $"Until {zone.Local(end).ToString("ddd d MMM yyyy, HH:mm", CultureInfo.InvariantCulture)}; {RequestException.LongestDays} days at most."
        : $"A whole number, {RequestException.LongestDays} at most.";

    private DateTime? End => int.TryParse(_days.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is > 0 and <= 9999
        ? clock.GetUtcNow().UtcDateTime.AddDays(days)
        : null;

    private async Task AskAsync()
    {
        var key = await GetAsync("Asking for the exception", async actor => End is { } end
            ? await request.HandleAsync(new(Prompt ?? "", Version, Kind, Rule ?? "", _reason, _controls, end), actor, CancellationToken.None)
            : Error.Invalid("exceptions.invalid", "Days it holds: write a whole number", [new ErrorDetail("validUntil", $"'{_days.Trim()}' is no whole number of days")]));
        if (key is not null)
            Navigation.NavigateTo($"/exceptions/{key}");
    }
}
