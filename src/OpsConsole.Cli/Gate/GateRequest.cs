using OpsConsole.Core.Features.Prompts;

namespace OpsConsole.Cli.Gate;

/// <summary>What was asked for on the command line.</summary>
/// <param name="Prompt">The version to judge; null leaves it to the newest that the benchmark has.</param>
internal sealed record GateRequest(string Benchmark, VersionName? Prompt, string? JUnit, string? Markdown, TimeSpan Timeout, bool NoProgress);
