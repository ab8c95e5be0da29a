using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Providers;
using OpsConsole.Core.Features.Providers.Model;
using OpsConsole.Web.Components.Controls;

namespace OpsConsole.Web.Features.Prompts;

/// <summary>Which model the version is written for, how it is asked, and what its answers must look like.</summary>
public sealed partial class ModelEditor(ListModels list)
{
    private IReadOnlyList<ListModels.Item> _models = [];

    [Parameter, EditorRequired]
    public PromptDraft Draft { get; set; } = default!;

    [Parameter, EditorRequired]
    public IReadOnlyList<ErrorDetail> Errors { get; set; } = [];

    [Parameter]
    public EventCallback Changed { get; set; }

    private string Chosen => Draft.Model is null ? "" : $"{Draft.Provider}/{Draft.Model}";

    private IReadOnlyList<Choice<string>> Choices
    {
        get
        {
            List<Choice<string>> choices = [new("", "The caller chooses"), .. _models.Select(model => new Choice<string>(model.Key, $"{model.Provider}: {model.Name}"))];

            // A model that is not offered here (any more) stays visible where it is used.
            if (choices.TrueForAll(choice => choice.Value != Chosen))
                choices.Add(new(Chosen, $"{Draft.Provider}: {Draft.Model} (not offered now)"));
            return choices;
        }
    }

    private IReadOnlyList<CodeProblem> SchemaProblems =>
        [.. Errors.Where(error => error.Where == "response format").Select(PromptProblem.Of).Select(problem => problem.Place).OfType<CodeProblem>()];

    protected override async Task OnInitializedAsync() => _models = await GetAsync("Listing the models", actor => list.HandleAsync(ModelKind.Chat, actor, Ended)) ?? [];

    private string? At(string where) => Errors.FirstOrDefault(error => error.Where == where)?.Reason;

    private Task PickAsync(string key)
    {
        var model = _models.FirstOrDefault(offered => offered.Key == key);
        return key == Chosen ? Task.CompletedTask : SetAsync(() => (Draft.Provider, Draft.Model) = (model?.Provider, model?.Model));
    }

    private Task SetAsync(Action change)
    {
        change();
        return Changed.InvokeAsync();
    }
}
