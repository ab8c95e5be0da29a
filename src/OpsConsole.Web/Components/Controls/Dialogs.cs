using MudBlazor;

namespace OpsConsole.Web.Components.Controls;

/// <summary>The questions that a page may ask before it acts.</summary>
public static class Dialogs
{
    private static readonly DialogOptions Options = new() { NoHeader = true, MaxWidth = MaxWidth.Small, FullWidth = true, CloseOnEscapeKey = true };

    /// <summary>True when the reader wants it.</summary>
    public static async Task<bool> ConfirmAsync(this IDialogService dialogs, string title, string consequence, string act, string keep = "Cancel", bool destructive = false)
    {
        var parameters = new DialogParameters<ConfirmDialog>
        {
            { dialog => dialog.Title, title },
            { dialog => dialog.Consequence, consequence },
            { dialog => dialog.Act, act },
            { dialog => dialog.Keep, keep },
            { dialog => dialog.Destructive, destructive },
        };
        var answer = await (await dialogs.ShowAsync<ConfirmDialog>(title, parameters, Options)).Result;
        return answer is { Canceled: false };
    }

    /// <summary>The reason, or nothing when the reader went back.</summary>
    public static async Task<string?> AskReasonAsync(this IDialogService dialogs, string title, string consequence, string act, string keep = "Cancel")
    {
        var parameters = new DialogParameters<ReasonDialog>
        {
            { dialog => dialog.Title, title },
            { dialog => dialog.Consequence, consequence },
            { dialog => dialog.Act, act },
            { dialog => dialog.Keep, keep },
        };
        var answer = await (await dialogs.ShowAsync<ReasonDialog>(title, parameters, Options)).Result;
        return answer is { Canceled: false, Data: string reason } ? reason : null;
    }

    /// <summary>What a dialog of its own kind was filled with, or nothing when the reader went back.</summary>
    public static async Task<TAnswer?> AskAsync<TDialog, TAnswer>(this IDialogService dialogs, string title, DialogParameters<TDialog> parameters)
        where TDialog : Microsoft.AspNetCore.Components.IComponent
        where TAnswer : class
    {
        var answer = await (await dialogs.ShowAsync<TDialog>(title, parameters, Options)).Result;
        return answer is { Canceled: false, Data: TAnswer filled } ? filled : null;
    }
}
