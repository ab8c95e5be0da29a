using System.Globalization;
using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Evals.Graded;
using OpsConsole.Core.Features.Judges;
using OpsConsole.Core.Features.Prompts;
using OpsConsole.Core.Features.Providers;
using OpsConsole.Core.Features.Providers.Model;
using OpsConsole.Web.Components.Controls;

namespace OpsConsole.Web.Features.Judges;

/// <summary>Makes a judge, from the console's own template or from a prompt; or the next version of one.</summary>
public sealed partial class NewJudgePage(CreateJudge create, AddJudgeVersion add, GetJudge get, ListPrompts prompts, ListModels models)
{
    private static readonly IReadOnlyList<Choice<string>> Types = [.. GradedTypes.Names.Select(name => new Choice<string>(name, $"{name}: {GradedTypes.Purpose(name)}"))];

    private IReadOnlyList<Choice<string>> _prompts = [];
    private IReadOnlyList<ListModels.Item> _offered = [];
    private GetJudge.Details? _from;
    private bool _ready;
    private string _key = "";
    private string _name = "";
    private string _type = "llm-rubric";
    private string _prompt = "";
    private string _number = "";
    private string _system = "";
    private string _model = "";
    private string _temperature = "0";
    private string _floor = JudgeDraft.DefaultFloor.ToString(CultureInfo.InvariantCulture);

    [SupplyParameterFromQuery(Name = "from")]
    private string? From { get; set; }

    private string PromptHint => _from is null ? "The console's own template becomes a prompt of yours, to be edited into the next version." : "Write a new draft of it first; the version that the judge used stays as it is.";

    private string ModelHint => Needed == ModelKind.Embedding
        ? "Only models that embed. Is yours missing, say on its provider's page what it does."
        : "Another than the models it judges: models favour their own answers.";

    private ModelKind Needed => _type == GradedTypes.Similar ? ModelKind.Embedding : ModelKind.Chat;

    private IReadOnlyList<Choice<string>> Models
    {
        get
        {
            List<Choice<string>> choices =
            [
                new("", Needed == ModelKind.Embedding ? "Choose a model that embeds" : "Choose a model"),
                .. _offered.Where(model => model.Kind == Needed).Select(model => new Choice<string>(model.Key, $"{model.Provider}: {model.Name}")),
            ];

            // The model of the version before, where it is not offered any more or was said to be another kind.
            if (choices.TrueForAll(choice => choice.Value != _model))
                choices.Add(new(_model, $"{_model} (not offered now)"));
            return choices;
        }
    }

    protected override async Task OnInitializedAsync()
    {
        var written = await GetAsync("Listing the prompts", actor => prompts.HandleAsync(new(Limit: Page.MaxLimit), actor, Ended));
        var offered = written is null ? null : await GetAsync("Listing the models", actor => models.HandleAsync(null, actor, Ended));
        if (written is null || offered is null || (From is { } key && (_from = await GetAsync("Reading the judge", actor => get.HandleAsync(key, actor, Ended))) is null))
            return;
        _prompts = [.. _from is null ? new[] { new Choice<string>("", "The console's own template") } : [], .. written.Items.Where(prompt => prompt.LatestVersion > 0).Select(prompt => new Choice<string>(prompt.Key, prompt.Key))];
        _offered = offered;
        if (_from is { Versions: [var newest, ..] })
        {
            (_name, _type, _prompt, _model) = (newest.Name, _from.AssertionType, newest.PromptKey, $"{newest.ProviderKey}/{newest.ModelKey}");
            _temperature = newest.Parameters.Temperature?.ToString(CultureInfo.InvariantCulture) ?? "0";
            _floor = newest.KappaFloor.ToString(CultureInfo.InvariantCulture);
        }

        _ready = true;
    }

    private void PickType(string type)
    {
        var before = Needed;
        _type = type;
        if (Needed != before)
            _model = "";
    }

    private async Task SaveAsync()
    {
        var key = await GetAsync("Saving the judge", async actor =>
        {
            var draft = Draft();
            if (!draft.IsOk)
                return draft.Error;
            if (_from is null)
                return await create.HandleAsync(new(_key.Trim(), draft.Value), actor, CancellationToken.None);
            var added = await add.HandleAsync(new(_from.Key, draft.Value), actor, CancellationToken.None);
            return added.IsOk ? Result.From(_from.Key) : added.Error;
        });
        if (key is not null)
            Navigation.NavigateTo($"/judges/{key}");
    }

    private Result<JudgeDraft> Draft()
    {
        var faults = new List<ErrorDetail>();
        var temperature = Number("temperature", _temperature);
        var floor = Number("floor", _floor);
        int? number = null;
        if (!string.IsNullOrWhiteSpace(_number) && (number = int.TryParse(_number.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var whole) ? whole : null) is null)
            faults.Add(new ErrorDetail("version", $"must be a whole number, this is '{_number}'"));
        if (_model.Length == 0)
            faults.Add(new ErrorDetail("model", "choose the model that judges"));
        if (faults.Count > 0)
            return Error.Invalid("judges.invalid", $"{faults[0].Where}: {faults[0].Reason}", faults);

        var (provider, model) = (_model[.._model.IndexOf('/', StringComparison.Ordinal)], _model[(_model.IndexOf('/', StringComparison.Ordinal) + 1)..]);
        return new JudgeDraft
        {
            Name = _name,
            AssertionType = _type,
            PromptKey = _prompt.Length == 0 ? null : _prompt,
            PromptVersion = number,
            SystemKey = _system,
            ProviderKey = provider,
            ModelKey = model,
            Parameters = new ModelParameters { Temperature = temperature },
            KappaFloor = floor,
        };

        double Number(string field, string text)
        {
            if (double.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value))
                return value;
            faults.Add(new ErrorDetail(field, $"must be a number, this is '{text}'"));
            return 0;
        }
    }
}
