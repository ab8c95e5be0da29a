namespace OpsConsole.Web.Components.Controls;

/// <summary>One thing that a <see cref="SelectField{T}"/> offers, in words.</summary>
public sealed record Choice<T>(T Value, string Word);

public static class Choice
{
    /// <summary>Every value of an enumeration, in its order.</summary>
    public static IReadOnlyList<Choice<T>> All<T>(Func<T, string> word)
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(value => new Choice<T>(value, word(value)))];
}
