using System.Globalization;
using OpsConsole.Core.Common;

namespace OpsConsole.Core.Features.Evals.Graded;

/// <summary>A judge as it is written: <c>key</c> or <c>key@number</c>.</summary>
internal readonly record struct JudgeRef(string Key, int? Number)
{
    public static string? Fault(string? text) => text is null || Parse(text) is not null ? null : $"the judge is written key or key@number, not “{text}”";

    public static JudgeRef? Parse(string text)
    {
        var (key, number) = text.Split('@', 2) is [var head, var tail] ? (head, tail) : (text, null);
        if (KeyRules.Fault(key) is not null)
            return null;
        return number is null ? new JudgeRef(key, null)
            : int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value > 0 ? new JudgeRef(key, value)
            : null;
    }

    public static string Of(string key, int number) => $"{key}@{number}";
}
