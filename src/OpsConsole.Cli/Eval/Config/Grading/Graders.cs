using System.Runtime.CompilerServices;
using OpsConsole.Cli.Eval.Plan;
using OpsConsole.Core.Features.Evals;
using OpsConsole.Core.Features.Evals.Graded;
using OpsConsole.Core.Features.Prompts.Templates;

namespace OpsConsole.Cli.Eval.Config.Grading;

/// <summary>
/// Finds the judge of every model-graded assertion: the assertion's own provider, else that of its test, else the command line's, else that of <c>defaultTest</c>. Where
/// nobody grades, the configuration is refused: an assertion that nobody decides would leave every result without a verdict.
/// </summary>
internal sealed class Graders(EvalSecrets secrets, string? commandLine)
{
    private readonly ConditionalWeakTable<Assertion, GraderNote> _notes = [];
    private readonly Dictionary<string, EvalGrader> _judges = new(StringComparer.Ordinal);
    private bool _any;
    private GraderChoice? _ofCommandLine;

    public EvalSecrets Secrets => secrets;

    /// <summary>All judges that some assertion names.</summary>
    public IReadOnlyList<EvalGrader> Judges => [.. _judges.Values];

    public void Note(Assertion assertion, GraderNote note)
    {
        _any = true;
        _notes.Add(assertion, note);
    }

    /// <summary>Notes of a copy what is known of the other.</summary>
    public Assertion Same(Assertion assertion, Assertion copy)
    {
        if (_notes.TryGetValue(assertion, out var note))
            _notes.Add(copy, new GraderNote(note.Place, note.Grader, note.Prompt));
        return copy;
    }

    /// <summary>The assertions of a completed test, each model-graded one with its judge.</summary>
    public IReadOnlyList<Assertion> Of(IReadOnlyList<Assertion> assertions, TestDraft draft, TestDraft defaults, ConfigScope scope)
    {
        if (!_any)
            return assertions;
        GraderChoice?[] choices = [draft.Grader, OfCommandLine(scope), defaults.Grader];
        return [.. assertions.Select(assertion => Of(assertion, choices, draft.RubricPrompt ?? defaults.RubricPrompt, scope))];
    }

    private Assertion Of(Assertion assertion, GraderChoice?[] choices, RubricPrompt? prompt, ConfigScope scope)
    {
        if (assertion.Judge is not null || !_notes.TryGetValue(assertion, out var note))
            return assertion;
        var type = GradedTypes.NameOf(assertion.Type);
        var grader = type is null ? null : choices.Prepend(note.Grader).FirstOrDefault(choice => choice?.For(type) is not null);
        var asked = note.Prompt ?? prompt;

        // Of a set, what is in it decides; its choices differ by the tests that it stands in, as for any other.
        var known = type is null ? default : note.Made.Find(made => ReferenceEquals(made.Grader, grader) && ReferenceEquals(made.Prompt, asked));
        if (known.Made is not null)
            return known.Made;
        var made = type is null
            ? assertion with { Assert = [.. assertion.Assert!.Select(inner => Of(inner, choices, prompt, scope))] }
            : assertion with { Judge = Judge(type, assertion, grader?.For(type), type == GradedTypes.Similar ? null : asked, note.Place, scope)?.Ref };
        if (type is null && note.Made.Find(before => before.Made.Assert!.Zip(made.Assert!).All(pair => ReferenceEquals(pair.First, pair.Second))).Made is { } same)
            return same;
        note.Made.Add((grader, asked, made));
        return made;
    }

    private EvalGrader? Judge(string type, Assertion assertion, EvalProvider? provider, RubricPrompt? prompt, string place, ConfigScope scope)
    {
        if (provider is null)
        {
            scope.Fault(place, $"{assertion.Type} is decided by a grader, and none is named that {(type == GradedTypes.Similar ? "embeds texts" : "answers")}: give the assertion a 'provider', "
                + "the test or defaultTest 'options: { provider: … }', or the command '--grader PROVIDER'");
            return null;
        }

        var (endpoint, fault) = new Endpoints(secrets).Find(provider, embeds: type == GradedTypes.Similar);
        if (endpoint is null)
        {
            scope.Fault(place, $"the grader of {assertion.Type}: {fault}");
            return null;
        }

        if (prompt is not null && Misfit(type, prompt) is { } misfit)
        {
            scope.Fault(prompt.Place, $"the rubric prompt of {assertion.Type} {misfit}");
            return null;
        }

        var judge = EvalGrader.Of(type, provider, endpoint, prompt);
        return _judges.TryGetValue(judge.Key, out var known) ? known : _judges[judge.Key] = judge;
    }

    /// <summary>A name that is never filled in would silently be empty, and a judge that does not see what it judges decides by nothing.</summary>
    private static string? Misfit(string type, RubricPrompt prompt)
    {
        var given = GradedTypes.PromptVariables(type);
        var used = ChatTemplate.Parse(prompt.Messages).Value.Variables;
        if (used.FirstOrDefault(name => !given.Contains(name)) is { } unknown)
            return $"uses {{{{ {unknown} }}}}, which its judge is not given; it is given {string.Join(", ", given)}";
        return given.FirstOrDefault(name => name.StartsWith("output", StringComparison.Ordinal) && !used.Contains(name)) is { } missing
            ? $"does not use {{{{ {missing} }}}}, so that the judge would not see what it judges"
            : null;
    }

    private GraderChoice? OfCommandLine(ConfigScope scope) =>
        commandLine is null ? null : _ofCommandLine ??= new GraderSection(scope.At("--grader")).Read(new Core.Common.Yaml.YamlScalar(commandLine, false, 1, 1));
}
