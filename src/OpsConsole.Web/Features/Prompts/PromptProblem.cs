using System.Globalization;
using System.Text.RegularExpressions;
using OpsConsole.Core.Common;
using OpsConsole.Web.Components.Controls;

namespace OpsConsole.Web.Features.Prompts;

/// <summary>A faulty place of a version, taken apart so that the editor can mark it and say it in few words.</summary>
/// <param name="Part">What stands before the line: <c>message 1</c>, <c>response format</c>.</param>
internal sealed partial record PromptProblem(string Part, int? Message, string? Role, CodeProblem? Place)
{
    public static PromptProblem Of(ErrorDetail detail)
    {
        var match = Where().Match(detail.Where);
        var message = match.Groups["message"].Success ? Number(match, "message") : (int?)null;
        var place = match.Groups["line"].Success ? match : Within().Match(detail.Reason) is { Success: true } within ? within : null;
        return new(
            match.Groups["part"].Value, message, match.Groups["role"].Success ? match.Groups["role"].Value : null,
            place is null ? null : new CodeProblem(Number(place, "line"), Number(place, "column"), match == place ? detail.Reason : detail.Reason[place.Length..]));
    }

    /// <summary>As it stands beside a button that it turns off: "1 template error, line 9 of the system message".</summary>
    public static string? Words(IReadOnlyList<ErrorDetail> errors)
    {
        if (errors is not [var first, ..])
            return null;
        var problem = Of(first);
        var kind = errors.All(error => Of(error).Message is not null) ? "template error" : "error";
        var where = problem switch
        {
            { Role: { } role, Place: { } place } => $"line {place.Line} of the {role} message",
            { Place: { } place } => $"line {place.Line} of the {problem.Part}",
            _ => first.Where,
        };
        return $"{errors.Count} {kind}{(errors.Count == 1 ? "" : "s")}, {(errors.Count == 1 ? "" : "first ")}{where}";
    }

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<part>message (?<message>\d+)|.*?)( \((?<role>\w+)\))?(, line (?<line>\d+), column (?<column>\d+))?\z")]
    private static partial Regex Where();

    [GeneratedRegex(@"^line (?<line>\d+), column (?<column>\d+): ")]
    private static partial Regex Within();
}
