using OpsConsole.Core.Common.Yaml;

namespace OpsConsole.Cli.Eval.Config;

/// <summary>Which providers a test is asked of: <c>providers</c> chooses among those that are listed, <c>provider</c> stands in their place.</summary>
internal static class AskedSection
{
    public static IReadOnlyList<int> Some(YamlEntry entry, ConfigScope scope)
    {
        var asked = new SortedSet<int>();
        foreach (var reference in scope.Texts(entry))
        {
            var matching = scope.Providers.Matching(reference);
            if (matching.Count == 0)
                scope.Fault(entry, $"no provider has the label or id '{reference}'; there are {string.Join(", ", scope.Providers.Listed.Select(provider => provider.Label))}");
            asked.UnionWith(matching);
        }

        if (asked.Count == 0 && !scope.HasFaults)
            scope.Fault(entry, "'providers' of a test names none");
        return [.. asked];
    }

    public static IReadOnlyList<int>? One(YamlEntry entry, ConfigScope scope)
    {
        if (entry.Value is YamlScalar { Text: var reference } && scope.Providers.All.Index().Where(known => !known.Item.ForTests && (known.Item.Label == reference || known.Item.Id == reference)).ToList() is [var (index, _), ..])
            return [index];
        return new ProviderSection(scope).ReadOne(entry.Value) is { } provider ? [scope.Providers.OfTest(provider)] : null;
    }
}
