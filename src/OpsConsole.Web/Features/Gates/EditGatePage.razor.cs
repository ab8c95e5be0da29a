using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Benchmarks;
using OpsConsole.Core.Features.Gates;
using OpsConsole.Core.Features.Gates.Model;
using OpsConsole.Core.Features.Policies.Model;
using OpsConsole.Web.Components;
using OpsConsole.Web.Components.Controls;

namespace OpsConsole.Web.Features.Gates;

/// <summary>The rules of a gate while they are written, beside what they would have said to the last runs of the benchmark.</summary>
public sealed partial class EditGatePage(GetGates get, ListBenchmarks list, PreviewGate preview, SaveGate save, TimeProvider clock)
{
    private Throttle? _typing;
    private readonly List<RuleInput> _rules = [];
    private IReadOnlyList<Choice<string>> _benchmarks = [];
    private IReadOnlyList<string> _warnings = [];
    private PreviewGate.Preview? _preview;
    private (string?, GateKind) _shown;
    private string? _waiting;
    private string _benchmark = "";
    private string _note = "";
    private int _number;
    private bool _loaded;

    [SupplyParameterFromQuery(Name = "prompt")]
    private string? Prompt { get; set; }

    [SupplyParameterFromQuery(Name = "kind")]
    private string? KindWord { get; set; }

    private GateKind Kind => Enum.TryParse<GateKind>(KindWord, ignoreCase: true, out var kind) && Enum.IsDefined(kind) ? kind : GateKind.Baseline;

    private string GatesHref => $"/gates?prompt={Uri.EscapeDataString(Prompt ?? "")}";

    // Past runs are judged at most so often while somebody types, and always once after the last key.
    protected override void OnInitialized() => _typing = new Throttle(clock, TimeSpan.FromMilliseconds(400), () => InvokeAsync(async () =>
    {
        await PreviewAsync();
        StateHasChanged();
    }));

    protected override ValueTask EndAsync()
    {
        _typing?.Dispose();
        return ValueTask.CompletedTask;
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_loaded && _shown == (Prompt, Kind))
            return;

        var gates = await GetAsync("Reading the gate", actor => get.HandleAsync(Prompt ?? "", actor, Ended));
        if (gates is null)
            return;
        var benchmarks = await GetAsync("Listing the benchmarks", actor => list.HandleAsync(new(Limit: Core.Common.Page.MaxLimit), actor, Ended));
        if (benchmarks is null)
            return;

        var gate = gates.Gates.Single(item => item.Kind == Kind);
        _shown = (Prompt, Kind);
        _number = gate.Editions is [var newest, ..] ? newest.Number : 0;
        _benchmark = gate.Current?.BenchmarkKey ?? "";
        _benchmarks =
        [
            new("", "Choose one"),
            .. benchmarks.Items.OrderByDescending(item => item.SystemKey == gates.SystemKey).Select(item => new Choice<string>(item.Key, $"{item.Name} ({item.Key})")),
        ];
        _rules.Clear();
        _rules.AddRange(gate.Current is { } current ? current.Rules.Select(RuleInput.Of) : [new RuleInput()]);
        _loaded = true;
        await PreviewAsync();
    }

    private void Typed() => _typing?.Signal();

    private Task PickAsync(string benchmark)
    {
        _benchmark = benchmark;
        return PreviewAsync();
    }

    private Task AddAsync()
    {
        _rules.Add(new RuleInput());
        return PreviewAsync();
    }

    private Task RemoveAsync(RuleInput rule)
    {
        _rules.Remove(rule);
        return PreviewAsync();
    }

    private async Task PreviewAsync()
    {
        (_waiting, _warnings) = (null, []);
        var rules = RuleInput.Read(_rules);
        if (_benchmark.Length == 0 || !rules.IsOk)
        {
            (_preview, _waiting) = (null, _benchmark.Length == 0 ? null : rules.Error?.Message);
            return;
        }

        _preview = await GetAsync("Judging past runs", actor => preview.HandleAsync(new(Prompt!, _benchmark, rules.Value), actor, Ended));
        if (_preview is null)
            _waiting = "Past runs are judged as soon as the rules are right.";
    }

    private async Task SaveAsync()
    {
        var saved = await GetAsync("Saving the gate", async actor =>
        {
            var rules = RuleInput.Read(_rules);
            return rules.IsOk ? await save.HandleAsync(new(Prompt!, Kind, _benchmark, rules.Value, _note, _number), actor, CancellationToken.None) : rules.Error;
        });
        if (saved is null)
            return;
        (_number, _warnings, _note) = (saved.Number, saved.Warnings, "");
        if (saved.Warnings.Count == 0)
            Navigation.NavigateTo(GatesHref);
    }

    // A rule that has no limit yet is being written, not wrong.
    private string? RuleFault(int index) => Fault?.At($"rule {index + 1}");
}
