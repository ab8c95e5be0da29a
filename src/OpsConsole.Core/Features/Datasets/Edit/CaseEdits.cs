using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Datasets.Import;
using OpsConsole.Core.Features.Evals;

namespace OpsConsole.Core.Features.Datasets.Edit;

/// <summary>Applies edits to the cases of a version, in the order they were made.</summary>
internal sealed class CaseEdits(IReadOnlyList<CaseContent> cases, AssertionCompiler compiler)
{
    private readonly List<CaseContent?> _cases = [.. cases];
    private readonly Dictionary<string, int> _place = cases.Index().ToDictionary(test => test.Item.Key, test => test.Index, StringComparer.Ordinal);

    public IReadOnlyList<CaseContent> Cases => [.. _cases.OfType<CaseContent>()];

    public Error? Apply(IReadOnlyList<CaseEdit> edits)
    {
        foreach (var edit in edits)
        {
            if (Apply(edit) is { } fault)
                return fault;
        }

        return null;
    }

    private Error? Apply(CaseEdit edit)
    {
        switch (edit)
        {
            case CaseEdit.Add add:
                return Add(add.Case);
            case CaseEdit.Put put:
                return Each([put.Key], old => Put(old, put.Case));
            case CaseEdit.Remove remove:
                return Each(remove.Keys, _ => (null, null));
            case CaseEdit.Tag tag:
                return TagFault(tag) ?? Each(tag.Keys, old => (old with { Tags = [.. old.Tags.Except(tag.Taken).Union(tag.Given)] }, null));
            case CaseEdit.Split split:
                var name = string.IsNullOrWhiteSpace(split.Name) ? null : split.Name.Trim();
                return name is { Length: > DatasetImporter.MaxSplitLength } || name?.Any(char.IsControl) == true
                    ? Error.Invalid("datasets.case-invalid", $"A split is a name of at most {DatasetImporter.MaxSplitLength} characters on one line.", [new ErrorDetail("split", "is too long")])
                    : Each(split.Keys, old => (old with { Split = name }, null));
            default:
                throw new InvalidOperationException($"There is no edit {edit.GetType().Name}.");
        }
    }

    private Error? Add(CaseInput input)
    {
        var key = string.IsNullOrWhiteSpace(input.Key) ? CaseInput.FreeKey(_place.Keys.ToHashSet(StringComparer.Ordinal)) : input.Key.Trim();
        if (_place.ContainsKey(key))
            return DatasetErrors.KeyInUse(key);
        var added = input.Check(key, null, compiler);
        if (!added.IsOk)
            return Named(key, added.Error);

        _place[key] = _cases.Count;
        _cases.Add(added.Value);
        return null;
    }

    private (CaseContent? Now, Error? Fault) Put(CaseContent old, CaseInput input)
    {
        var now = input.Check(old.Key, old.Origin, compiler);
        return now.IsOk ? (now.Value, null) : (null, Named(old.Key, now.Error));
    }

    private Error? Each(IReadOnlyList<string> keys, Func<CaseContent, (CaseContent? Now, Error? Fault)> change)
    {
        foreach (var key in keys)
        {
            if (!_place.TryGetValue(key, out var place) || _cases[place] is not { } old)
                return Error.NotFound("datasets.case-gone", $"There is no case '{key}' any more: it was removed.");
            var (now, fault) = change(old);
            if (fault is not null)
                return fault;
            _cases[place] = now;
        }

        return null;
    }

    private static Error Named(string key, Error fault) => fault with { Message = $"{key}: {fault.Message}" };

    private static Error? TagFault(CaseEdit.Tag tag) => tag.Given.Any(name => string.IsNullOrWhiteSpace(name) || name != name.Trim() || name.Any(char.IsControl))
        ? Error.Invalid("datasets.case-invalid", "A tag is a word or some on one line.", [new ErrorDetail("tag", "must not be empty")])
        : null;
}
