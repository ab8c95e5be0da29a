namespace OpsConsole.Core.Features.Datasets.Checks;

/// <summary>Which texts of cases stand in prompts: every variable and every accepted answer is looked for.</summary>
internal static class CaseLeaks
{
    public static List<Leak> Of(IEnumerable<CaseContent> cases, LeakFinder finder, CancellationToken cancellationToken)
    {
        var leaks = new List<Leak>();
        foreach (var test in cases)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var variable in test.Variables.EnumerateObject())
                Look(test, LeakKind.Input, variable.Name, Words.TextsOf(variable.Value));
            Look(test, LeakKind.Answer, "accepted answer", test.Expected);
        }

        return leaks;

        void Look(CaseContent test, LeakKind kind, string what, IEnumerable<string> texts)
        {
            foreach (var text in texts)
            {
                leaks.AddRange(finder.Find(Words.Of(text)).Select(passage => new Leak(test.Key, test.Title, kind, what, Cut(text), passage.PromptKey, passage.Version, passage.Where)));
            }
        }
    }

    private static string Cut(string text) => text.Length <= 200 ? text : text[..(char.IsHighSurrogate(text[198]) ? 198 : 199)] + "…";
}
