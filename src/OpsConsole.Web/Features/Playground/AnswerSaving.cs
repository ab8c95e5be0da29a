using System.Text.Json;
using MudBlazor;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Datasets;
using OpsConsole.Core.Features.Datasets.Model;
using OpsConsole.Core.Features.Playground;
using OpsConsole.Core.Features.Prompts;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Web.Components.Controls;

namespace OpsConsole.Web.Features.Playground;

/// <summary>Makes a case or a draft of an answer: asks where to, does it, and says where it went.</summary>
public sealed class AnswerSaving(IDialogService dialogs, ListDatasets datasets, AddCase addCase, StartDraft startDraft)
{
    /// <summary>Where the reader goes next; null when they went back.</summary>
    public sealed record Saved(string? Href);

    public async Task<Result<Saved>> AsDraftAsync(GetTrial.Trial trial, GetTrial.Identity who, PlaygroundInput asked, IReadOnlyList<ListPrompts.Item> prompts, Actor actor)
    {
        var parameters = new DialogParameters<SaveAsDraftDialog>
        {
            { dialog => dialog.Prompts, [.. prompts.Select(prompt => new Choice<string>(prompt.Key, prompt.Key))] },
            { dialog => dialog.Preselected, prompts.FirstOrDefault(prompt => prompt.Key == asked.Version?.Key)?.Key },
            { dialog => dialog.Model, who.Name },
            { dialog => dialog.Note, $"From the playground, {trial.Key}" },
        };
        if (await dialogs.AskAsync<SaveAsDraftDialog, SaveAsDraftDialog.Asked>("Save as a draft version", parameters) is not { } place)
            return new Saved(null);

        var content = asked.ToContent(new ModelChoice(who.Provider, who.Model, who.Parameters));
        var started = await startDraft.HandleAsync(new(place.PromptKey, Content: content, ChangeNote: place.ChangeNote), actor, CancellationToken.None);
        return started.IsOk ? new Saved($"/prompts/{place.PromptKey}?v={started.Value}&edit=1") : started.Error;
    }

    public async Task<Result<Saved>> AsCaseAsync(GetTrial.Trial trial, GetTrial.Answer answer, Actor actor)
    {
        var offered = await datasets.HandleAsync(new(Limit: OpsConsole.Core.Common.Page.MaxLimit), actor, CancellationToken.None);
        if (!offered.IsOk)
            return offered.Error;
        if (offered.Value.Items.Count == 0)
            return Error.Conflict("playground.no-dataset", "There is no dataset to add a case to: import one first.");

        var parameters = new DialogParameters<SaveAsCaseDialog>
        {
            { dialog => dialog.Datasets, [.. offered.Value.Items.OrderByDescending(dataset => dataset.SystemKey == trial.SystemKey).Select(dataset => new Choice<string>(dataset.Key, dataset.Name))] },
            { dialog => dialog.Answer, answer.Text },
        };
        if (await dialogs.AskAsync<SaveAsCaseDialog, SaveAsCaseDialog.Asked>("Save as a case", parameters) is not { } asked)
            return new Saved(null);

        var input = new CaseInput { Variables = VariablesOf(trial), Expected = asked.Expected.Length > 0 ? [asked.Expected.ReplaceLineEndings("\n")] : [], Tags = asked.Tags };
        var added = await addCase.HandleAsync(
            new(asked.DatasetKey, input, new AddCase.Origin(CaseOriginKind.Playground, $"{answer.Id}")), actor, CancellationToken.None);
        return added.IsOk ? new Saved($"/datasets/{asked.DatasetKey}?case={Uri.EscapeDataString(added.Value.CaseKey)}") : added.Error;
    }

    // A question that was written without variables is one itself.
    private static JsonElement VariablesOf(GetTrial.Trial trial)
    {
        var variables = JsonElement.Parse(trial.VariablesJson);
        return variables.EnumerateObject().Any() ? variables : JsonSerializer.SerializeToElement(new { question = trial.Messages[^1].Content });
    }
}
