using OpsConsole.Core.Features.Datasets;
using OpsConsole.Core.Features.Datasets.Edit;
using OpsConsole.Web.Components.Controls;

namespace OpsConsole.Web.Features.Datasets.Editing;

/// <summary>What was changed and is not saved yet, in order; each can be undone by itself.</summary>
internal sealed class PendingEdits
{
    private readonly List<CaseEdit> _edits = [];

    public IReadOnlyList<CaseEdit> All => _edits;

    public int Count => _edits.Count;

    public void Do(CaseEdit edit)
    {
        // Writing a case again replaces what was written before; in between it may have been given a tag, which the form showed and keeps.
        if (edit is CaseEdit.Put put)
            _edits.RemoveAll(earlier => earlier is CaseEdit.Put was && was.Key == put.Key);
        _edits.Add(edit);
    }

    public void Replace(CaseEdit old, CaseEdit now)
    {
        var place = _edits.IndexOf(old);
        if (place >= 0)
            _edits[place] = now;
        else
            _edits.Add(now);
    }

    public void Undo(CaseEdit edit) => _edits.Remove(edit);

    public void Clear() => _edits.Clear();

    public void TakeBack(IEnumerable<CaseEdit> edits)
    {
        _edits.Clear();
        _edits.AddRange(edits);
    }

    /// <summary>The row as it will be.</summary>
    public PendingRow Of(ListCases.Item item)
    {
        var row = new PendingRow(item.Title, item.Expected, item.Tags, item.Split, false, false);
        foreach (var edit in _edits)
        {
            row = edit switch
            {
                CaseEdit.Put put when put.Key == item.Key =>
                    row with { Title = put.Case.Title is { Length: > 0 } title ? title : item.Title, Expected = put.Case.Expected, Tags = put.Case.Tags, Split = put.Case.Split, IsChanged = true },
                CaseEdit.Remove remove when remove.Keys.Contains(item.Key) => row with { IsRemoved = true },
                CaseEdit.Tag tag when tag.Keys.Contains(item.Key) => row with { Tags = [.. row.Tags.Except(tag.Taken).Union(tag.Given)], IsChanged = true },
                CaseEdit.Split split when split.Keys.Contains(item.Key) => row with { Split = split.Name, IsChanged = true },
                _ => row,
            };
        }

        return row;
    }

    /// <summary>The case as it will be, where it was written anew; null where only tags or splits change.</summary>
    public CaseInput? Written(string key) => _edits.OfType<CaseEdit.Put>().LastOrDefault(put => put.Key == key)?.Case;

    public static string Words(CaseEdit edit) => edit switch
    {
        CaseEdit.Add add => $"New case{(string.IsNullOrWhiteSpace(add.Case.Key) ? "" : $" {add.Case.Key}")}",
        CaseEdit.Put put => $"{put.Key} changed",
        CaseEdit.Remove remove => $"{Cases(remove.Keys)} removed",
        CaseEdit.Tag { Given.Count: > 0 } tag => $"Tag {string.Join(", ", tag.Given)} given to {Cases(tag.Keys)}",
        CaseEdit.Tag tag => $"Tag {string.Join(", ", tag.Taken)} taken from {Cases(tag.Keys)}",
        CaseEdit.Split { Name: { Length: > 0 } name } split => $"{Cases(split.Keys)} put into split {name}",
        CaseEdit.Split split => $"{Cases(split.Keys)} taken out of their split",
        _ => edit.GetType().Name,
    };

    private static string Cases(IReadOnlyList<string> keys) => keys is [var only] ? only : $"{Figures.Count(keys.Count)} cases";
}

public sealed record PendingRow(string Title, IReadOnlyList<string> Expected, IReadOnlyList<string> Tags, string? Split, bool IsRemoved, bool IsChanged);
