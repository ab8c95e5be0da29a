using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using Json.Schema.Keywords;
using Old = Json.Schema.Keywords.Draft06;

namespace OpsConsole.Core.Features.Evals.Schemas;

/// <summary>
/// Drafts 7 and 2020-12 as people mix them: <c>definitions</c> and <c>$defs</c> are known to both. Which one holds is what the schema says or, where it says
/// nothing, how it writes lists.
/// </summary>
internal static class SchemaDialect
{
    private static readonly IKeywordHandler[] Common =
    [
        new SafePattern(), PatternPropertiesKeyword.Instance, new KnownFormat(), new BoundedRef(), DefsKeyword.Instance, Old.DefinitionsKeyword.Instance,
        Old.DependenciesKeyword.Instance, AdditionalPropertiesKeyword.Instance, AllOfKeyword.Instance, AnyOfKeyword.Instance, CommentKeyword.Instance, ConstKeyword.Instance,
        ContentEncodingKeyword.Instance, ContentMediaTypeKeyword.Instance, DefaultKeyword.Instance, DescriptionKeyword.Instance, ElseKeyword.Instance, EnumKeyword.Instance,
        ExamplesKeyword.Instance, ExclusiveMaximumKeyword.Instance, ExclusiveMinimumKeyword.Instance, IfKeyword.Instance, MaximumKeyword.Instance, MaxItemsKeyword.Instance,
        MaxLengthKeyword.Instance, MaxPropertiesKeyword.Instance, MinimumKeyword.Instance, MinItemsKeyword.Instance, MinLengthKeyword.Instance, MinPropertiesKeyword.Instance,
        MultipleOfKeyword.Instance, NotKeyword.Instance, OneOfKeyword.Instance, PropertiesKeyword.Instance, PropertyNamesKeyword.Instance, ReadOnlyKeyword.Instance,
        RequiredKeyword.Instance, ThenKeyword.Instance, TitleKeyword.Instance, TypeKeyword.Instance, UniqueItemsKeyword.Instance, WriteOnlyKeyword.Instance,
        DeprecatedKeyword.Instance, ContainsKeyword.Instance, MinContainsKeyword.Instance, MaxContainsKeyword.Instance, DependentRequiredKeyword.Instance,
        DependentSchemasKeyword.Instance, ContentSchemaKeyword.Instance, IdKeyword.Instance,
    ];

    private static readonly Dialect Draft7 = new([.. Common, Old.ItemsKeyword.Instance, Old.AdditionalItemsKeyword.Instance]) { AllowUnknownKeywords = false };

    private static readonly Dialect Draft202012 = new(
        [.. Common, ItemsKeyword.Instance, PrefixItemsKeyword.Instance, UnevaluatedItemsKeyword.Instance, UnevaluatedPropertiesKeyword.Instance, AnchorKeyword.Instance])
    { AllowUnknownKeywords = false };

    public static Dialect For(JsonElement schema) => Named(schema) is { } name ? IsOld(name) ? Draft7 : Draft202012 : WritesOldLists(schema) ? Draft7 : Draft202012;

    /// <summary>Without <c>$schema</c>, which would have the library take its own dialect of that name.</summary>
    public static JsonElement WithoutName(JsonElement schema)
    {
        if (Named(schema) is null)
        {
            return schema;
        }

        var copy = JsonNode.Parse(schema.GetRawText(), documentOptions: new() { MaxDepth = Text.StrictJson.MaxDepth })!.AsObject();
        copy.Remove("$schema");
        return JsonSerializer.SerializeToElement(copy);
    }

    private static string? Named(JsonElement schema) =>
        schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("$schema", out var name) && name.ValueKind == JsonValueKind.String ? name.GetString() : null;

    private static bool IsOld(string name) => name.Contains("draft-07", StringComparison.Ordinal) || name.Contains("draft-06", StringComparison.Ordinal) || name.Contains("draft-04", StringComparison.Ordinal);

    private static bool WritesOldLists(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().Any(property =>
            property.Name == "additionalItems" || (property.Name == "items" && property.Value.ValueKind == JsonValueKind.Array) || WritesOldLists(property.Value)),
        JsonValueKind.Array => value.EnumerateArray().Any(WritesOldLists),
        _ => false,
    };
}
