using OpsConsole.Core.Common;
using OpsConsole.Web.Components.Controls;

namespace OpsConsole.Web.Components.Layout;

/// <summary>One entry of the navigation; <paramref name="Letter"/> is pressed after g.</summary>
public sealed record NavItem(string? Group, string Word, string Href, Glyph Glyph, Permission Permission = Permission.Read, char? Letter = null)
{
    public static readonly IReadOnlyList<NavItem> All =
    [
        new(null, "Home", "/", Glyph.Home, Letter: 'h'),
        new("Build", "Prompts", "/prompts", Glyph.Prompts, Letter: 'p'),
        new("Build", "Playground", "/playground", Glyph.Play, Letter: 'y'),
        new("Build", "Datasets", "/datasets", Glyph.Datasets, Letter: 'd'),
        new("Evaluate", "Benchmarks", "/benchmarks", Glyph.Benchmarks, Letter: 'b'),
        new("Evaluate", "Runs", "/runs", Glyph.Runs, Letter: 'r'),
        new("Evaluate", "Compare", "/compare", Glyph.Compare, Letter: 'c'),
        new("Evaluate", "Trends", "/trends", Glyph.Trends, Letter: 'n'),
        new("Evaluate", "Review queues", "/labels", Glyph.Labels, Letter: 'l'),
        new("Evaluate", "Judges", "/judges", Glyph.Judges, Letter: 'u'),
        new("Operate", "Systems", "/systems", Glyph.Systems, Letter: 's'),
        new("Operate", "Providers", "/providers", Glyph.Providers, Letter: 'v'),
        new("Operate", "Jobs", "/hangfire", Glyph.Jobs, Permission.JobsDashboard),
        new("Govern", "Reviews", "/reviews", Glyph.Reviews, Letter: 'e'),
        new("Govern", "Incidents", "/incidents", Glyph.Incidents, Letter: 'i'),
        new("Govern", "Exceptions", "/exceptions", Glyph.Warning, Letter: 'x'),
        new("Govern", "Audit", "/audit", Glyph.Audit, Letter: 'a'),
        new("Govern", "Settings", "/settings", Glyph.Settings, Letter: 't'),
    ];
}
