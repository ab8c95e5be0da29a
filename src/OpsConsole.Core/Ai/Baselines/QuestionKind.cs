namespace OpsConsole.Core.Ai.Baselines;

/// <summary>What a question asks for, read off its question words.</summary>
internal enum QuestionKind
{
    Other,
    Number,
    Date,
    Person,
    Place,
}

internal static class QuestionKinds
{
    private static readonly (QuestionKind Kind, string[] Signs)[] Rules =
    [
        (QuestionKind.Number, ["how many", "how much", "how old", "how long", "how far", "how tall", "how large", "how big", "what percent", "what percentage", "which percentage", "what number"]),
        (QuestionKind.Date, ["when", "what year", "which year", "what date", "what month", "what day", "what century", "what decade", "which century"]),
        (QuestionKind.Person, ["who", "whom", "whose"]),
        (QuestionKind.Place, ["where", "what city", "which city", "what country", "which country", "what state", "which state", "what region", "which region"]),
    ];

    public static QuestionKind Of(string question)
    {
        var text = " " + string.Join(' ', Words.In(question).Select(word => word.Text.ToLowerInvariant())) + " ";
        return Rules.FirstOrDefault(rule => rule.Signs.Any(sign => text.Contains($" {sign} ", StringComparison.Ordinal))).Kind;
    }
}
