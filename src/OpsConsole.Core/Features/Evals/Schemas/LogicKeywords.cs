namespace OpsConsole.Core.Features.Evals.Schemas;

/// <summary>References and the keywords that combine schemas.</summary>
internal static class LogicKeywords
{
    public static bool TryAdd(SchemaNode node, Keyword keyword)
    {
        switch (keyword.Name)
        {
            case "$ref":
                var target = keyword.Compiler.Compile(keyword.Text());
                node.Add(target.Check);
                return true;
            case "allOf":
                foreach (var part in keyword.Nodes())
                {
                    node.Add(part.Check);
                }

                return true;
            case "anyOf":
                var any = keyword.Nodes();
                node.Add((value, walk) => any.Any(part => part.Check(value, walk) is null) ? null : new Violation("conforms to no schema of “anyOf”"));
                return true;
            case "oneOf":
                var one = keyword.Nodes();
                node.Add((value, walk) => one.Count(part => part.Check(value, walk) is null) is var count && count == 1 ? null : new Violation($"conforms to {count} schemas of “oneOf”, not to exactly one"));
                return true;
            case "not":
                var not = keyword.Node;
                node.Add((value, walk) => not.Check(value, walk) is null ? new Violation("conforms to the schema under “not”") : null);
                return true;
            case "if":
                var (condition, then, otherwise) = (keyword.Node, keyword.Sibling("then"), keyword.Sibling("else"));
                node.Add((value, walk) => (condition.Check(value, walk) is null ? then : otherwise)?.Check(value, walk));
                return true;
            case "then" or "else":
                _ = keyword.Node;
                return true;
            default:
                return false;
        }
    }
}
