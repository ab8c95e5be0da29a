using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Runs.Model;

namespace OpsConsole.Core.Features.Runs;

internal static class RerunErrors
{
    /// <summary>What is wrong with the command itself; null when nothing is.</summary>
    public static Error? Of(RerunCases.Command command, int cases) =>
        command.Repeats is < 1 or > RerunCases.MaxRepeats ? Error.Invalid("runs.rerun-repeats", $"Cases are asked again 1 to {RerunCases.MaxRepeats} times; it was {command.Repeats}.")
        : cases == 0 ? Error.Invalid("runs.rerun-nothing", "No case is chosen. Choose a mode that shows some.")
        : cases > RerunCases.MaxCases ? Error.Invalid("runs.rerun-too-many", $"{cases:N0} cases are chosen; at most {RerunCases.MaxCases:N0} are asked again at once. Choose flips or failures, or start a whole run.")
        : command.Selection.Length is 0 or > 200 ? Error.Invalid("runs.rerun-selection", "Say in up to 200 characters which cases these are.")
        : !command.Candidates.Contains(command.Baseline) ? Error.Invalid("runs.rerun-baseline", "The baseline must be one of the candidates.")
        : command.Candidates.Distinct().Count() < command.Candidates.Count ? Error.Invalid("runs.rerun-twice", "A candidate is chosen twice.")
        : null;

    public static Error CandidateGone { get; } = Error.NotFound("runs.candidate-not-found", "One of the chosen candidates does not exist.");

    public static Error Unfinished(int runId) => Error.Conflict("runs.unfinished", $"{Run.KeyOf(runId)} has not ended yet. Its cases can be asked again when it has.");

    public static Error OtherSystem(int runId) => Error.Invalid("runs.other-system", $"{Run.KeyOf(runId)} belongs to another system than the others.");

    public static Error ModelRemoved(string candidate, string model) => Error.Invalid("runs.model-removed", $"Candidate '{candidate}' uses the model '{model}', which is not offered any more. Take it out of the comparison.");

    public static Error CasesGone(int count, int runId) => Error.NotFound("runs.cases-not-found", $"{count} of the chosen cases are not in the dataset version of {Run.KeyOf(runId)}.");
}
