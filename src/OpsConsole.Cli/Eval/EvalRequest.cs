using Microsoft.Extensions.DependencyInjection;

namespace OpsConsole.Cli.Eval;

/// <summary>What was asked for on the command line; null leaves it to the configuration and the defaults.</summary>
internal sealed record EvalRequest
{
    public required string ConfigPath { get; init; }

    public IReadOnlyList<string> Outputs { get; init; } = [];

    public int? MaxConcurrency { get; init; }

    public int? Repeat { get; init; }

    /// <summary>Milliseconds after each call.</summary>
    public int? Delay { get; init; }

    /// <summary>The provider that decides model-graded assertions whose test names none.</summary>
    public string? Grader { get; init; }

    /// <summary>Registers types of assertions; see <see cref="CommandLineApp"/>.</summary>
    public Action<IServiceCollection>? Configure { get; init; }

    public bool NoCache { get; init; }

    /// <summary>Id of the run to go on with.</summary>
    public int? Resume { get; init; }

    /// <summary>A file of results or a run: only its tests that did not pass are asked again.</summary>
    public string? FilterFailing { get; init; }

    /// <summary>A file of results to compare with.</summary>
    public string? Compare { get; init; }

    public required string DatabasePath { get; init; }

    /// <summary>Said on the command line, so that a resumption must say it again.</summary>
    public bool DatabaseGiven { get; init; }

    /// <summary>Per cent of all results, 0..100; every result must pass when null.</summary>
    public double? PassRate { get; init; }

    public bool NoProgress { get; init; }

    public bool Verbose { get; init; }
}
