using System.Globalization;
using System.Text.RegularExpressions;
using OpsConsole.Core.Common;
using OpsConsole.Web.Components.Controls;

namespace OpsConsole.Web.Features.Prompts;

/// <summary>A faulty place of a version, taken apart so that the editor can mark it.</summary>
internal sealed partial record PromptProblem(int? Message, CodeProblem? Place)
{
    public static PromptProblem Of(ErrorDetail detail)
    {
        var match = Where().Match(detail.Where);
        var message = match.Groups["message"].Success ? Number(match, "message") : (int?)null;
        return new(message, match.Groups["line"].Success ? new CodeProblem(Number(match, "line"), Number(match, "column"), detail.Reason) : null);
    }

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^message (?<message>\d+)[^,]*(, line (?<line>\d+), column (?<column>\d+))?")]
    private static partial Regex Where();
}
