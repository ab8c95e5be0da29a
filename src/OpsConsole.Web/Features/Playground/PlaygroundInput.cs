using System.Globalization;
using System.Text.Json;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Playground;
using OpsConsole.Core.Features.Prompts;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Prompts.Templates;
using OpsConsole.Core.Features.Providers;
using OpsConsole.Web.Features.Prompts;

namespace OpsConsole.Web.Features.Playground;

/// <summary>A question while it is being written: every field as it is typed.</summary>
public sealed class PlaygroundInput
{
    /// <summary>Characters a token has at least, so that the bound errs on the dear side.</summary>
    private const int CharactersPerToken = 3;

    private IReadOnlyList<PromptVariable> _declared = [];

    public PromptDraft Draft { get; private set; } = Empty();

    /// <summary>The version that it started from; null for one that is written here.</summary>
    public (string Key, int Number)? Version { get; private set; }

    public Dictionary<string, string> Values { get; } = new(StringComparer.Ordinal);

    /// <summary>As <c>provider/model</c>; empty where none is chosen yet.</summary>
    public List<string> Models { get; private set; } = [];

    public string Temperature { get; set; } = "";

    public string TopP { get; set; } = "";

    public string Seed { get; set; } = "";

    public string MaxOutputTokens { get; set; } = TrialRequest.UsualOutputTokens.ToString(CultureInfo.InvariantCulture);

    public bool Blind { get; set; }

    /// <summary>Those of the version, and those that the text uses by now.</summary>
    public IReadOnlyList<PromptVariable> Variables =>
        [.. _declared, .. Used().Except(_declared.Select(variable => variable.Name)).Select(name => new PromptVariable(name, PromptVariableType.Text, false, null))];

    public void Take(GetPromptVersion.Details version)
    {
        (Draft, Version, _declared) = (PromptDraft.From(version), (version.PromptKey, version.Number), version.Content.Variables);
        Values.Clear();
        foreach (var variable in _declared)
            Values[variable.Name] = variable.Sample ?? "";
        if (version.Content.Model is not { } choice)
            return;
        Models = [$"{choice.ProviderKey}/{choice.ModelKey}", .. Models.Where(model => model != $"{choice.ProviderKey}/{choice.ModelKey}").Take(1)];
        Take(choice.Parameters ?? ModelParameters.Default);
    }

    /// <summary>The question of an earlier trial, to ask it again.</summary>
    public void Take(GetTrial.Trial trial, IReadOnlyList<PromptVariable> declared)
    {
        Draft = new PromptDraft { Messages = [.. trial.Messages.Select(message => new PromptDraft.Message { Role = message.Role, Content = message.Content })] };
        (Version, _declared) = (trial is { PromptKey: { } key, PromptNumber: { } number } ? (key, number) : null, declared);
        Values.Clear();
        using var values = JsonDocument.Parse(trial.VariablesJson);
        foreach (var value in values.RootElement.EnumerateObject())
            Values[value.Name] = value.Value.ValueKind == JsonValueKind.String ? value.Value.GetString()! : value.Value.GetRawText();

        // Who answered a blind trial is nobody's business before the vote, here neither.
        if (!trial.Named)
            return;
        Models = [.. trial.Answers.Select(answer => $"{answer.Who!.Provider}/{answer.Who.Model}")];
        Take(trial.Answers[0].Who!.Parameters);
    }

    public TrialRequest ToRequest(List<ErrorDetail> faults) => new(
        Messages, Variables.ToDictionary(variable => variable.Name, variable => Values.GetValueOrDefault(variable.Name, "").ReplaceLineEndings("\n")),
        [.. Models.Where(model => model.Length > 0).Select(ChoiceOf)],
        new ModelParameters
        {
            Temperature = Number<double>("temperature", Temperature, faults),
            TopP = Number<double>("top P", TopP, faults),
            Seed = Number<long>("seed", Seed, faults),
            MaxOutputTokens = Number<int>("max output tokens", MaxOutputTokens, faults),
        },
        Blind, Version?.Key, Version?.Number);

    /// <summary>What a draft version would hold: the text as it stands now, its values as samples.</summary>
    public PromptContent ToContent(ModelChoice model) => new(
        Messages, [.. Variables.Select(variable => variable with { Sample = Values.GetValueOrDefault(variable.Name) is { Length: > 0 } value ? value : variable.Sample })])
    { Model = model };

    /// <summary>The most that asking may cost at list price, and how many of the models have none.</summary>
    public (Money Most, int Unpriced) Bound(IReadOnlyList<ListModels.Item> offered)
    {
        var characters = Messages.Sum(message => message.Content.Length) + Values.Values.Sum(value => value.Length);
        var most = int.TryParse(MaxOutputTokens, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) ? Math.Min(limit, TrialRequest.MostOutputTokens) : 0;
        var usage = new TokenUsage((characters / CharactersPerToken) + 1, 0, most, 0);
        var chosen = Models.Select(key => offered.FirstOrDefault(model => model.Key == key)).OfType<ListModels.Item>().ToList();
        return (chosen.Aggregate(Money.Zero, (sum, model) => sum + (model.Price?.Of(usage) ?? Money.Zero)), chosen.Count(model => model.Price is null && !IsFree(model)));
    }

    public static ModelChoice ChoiceOf(string key) => new(key[..key.IndexOf('/', StringComparison.Ordinal)], key[(key.IndexOf('/', StringComparison.Ordinal) + 1)..]);

    public static bool IsFree(ListModels.Item model) => model.Provider is "builtin" or "echo";

    // A box that nobody filled is no message.
    private IReadOnlyList<PromptMessage> Messages => [.. Draft.Messages.Where(message => !string.IsNullOrWhiteSpace(message.Content)).Select(message => new PromptMessage(message.Role, message.Content.ReplaceLineEndings("\n")))];

    private static PromptDraft Empty() => new() { Messages = [new() { Role = "system" }, new() { Role = "user" }] };

    // A text that does not parse yet uses whatever it used when it still did: the form does not empty while somebody types.
    private IReadOnlyList<string> Used()
    {
        if (ChatTemplate.Parse(Messages) is { IsOk: true, Value.Variables: var used })
            return used;
        return [.. Values.Keys];
    }

    private void Take(ModelParameters parameters)
    {
        (Temperature, TopP, Seed) = (Text(parameters.Temperature), Text(parameters.TopP), Text(parameters.Seed));
        if (parameters.MaxOutputTokens is { } most)
            MaxOutputTokens = Text(Math.Min(most, TrialRequest.MostOutputTokens));
    }

    private static string Text(IFormattable? value) => value?.ToString(null, CultureInfo.InvariantCulture) ?? "";

    private static T? Number<T>(string where, string text, List<ErrorDetail> faults)
        where T : struct, IParsable<T>
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        // "0,5" would otherwise be read as 5: the framework takes the comma for a separator of thousands.
        if (!text.Contains(',') && T.TryParse(text.Trim(), CultureInfo.InvariantCulture, out var value))
            return value;
        faults.Add(new ErrorDetail(where, $"'{text.Trim()}' is no number"));
        return null;
    }
}
