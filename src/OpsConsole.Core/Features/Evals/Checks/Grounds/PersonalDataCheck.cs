using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Evals.Pii;
using OpsConsole.Core.Features.Evals.Text;

namespace OpsConsole.Core.Features.Evals.Checks.Grounds;

/// <summary><c>no-pii</c>: nothing in the output has the form of personal data, but for what is allowed. The reason names kind and place, never the value.</summary>
internal sealed class PersonalDataCheck(IReadOnlySet<PersonalDataKind> kinds, IReadOnlyList<string> allowed) : IPlainCheck
{
    private const int MostNamed = 5;

    private static readonly FrozenDictionary<string, PersonalDataKind> Names =
        Enum.GetValues<PersonalDataKind>().ToFrozenDictionary(kind => kind.ToString().ToLowerInvariant(), StringComparer.OrdinalIgnoreCase);

    public static Result<ICheck> Compile(Assertion assertion)
    {
        var options = new CheckOptions(assertion.Config);
        var allowed = options.Texts("allow");
        if (options.Fault is { } fault)
        {
            return fault;
        }

        var kinds = KindsOf(assertion.Value);
        return kinds.IsOk ? new PersonalDataCheck(kinds.Value, allowed) : kinds.Error;
    }

    public Finding Evaluate(AssertionContext context)
    {
        var found = PersonalDataScanner.Find(context.Output, kinds)
            .Where(data => !allowed.Contains(context.Output.Substring(data.Start, data.Length), StringComparer.OrdinalIgnoreCase))
            .ToList();
        if (found.Count == 0)
        {
            return Finding.Of(true, "has no personal data of the kinds looked for");
        }

        var places = found.Take(MostNamed).Select(data => string.Create(CultureInfo.InvariantCulture, $"{Word(data.Kind)} at character {data.Start + 1}"));
        return Finding.Of(false, $"has {string.Join(", ", places)}{(found.Count > MostNamed ? $" and {found.Count - MostNamed} more" : "")}");
    }

    private static Result<IReadOnlySet<PersonalDataKind>> KindsOf(JsonElement? value)
    {
        var wanted = $"the value must be a list of kinds ({string.Join(", ", Names.Keys.Order(StringComparer.Ordinal))}), or be left out for all of them";
        IReadOnlyList<string>? names = value switch
        {
            null or { ValueKind: JsonValueKind.Null } => [.. Names.Keys],
            { ValueKind: JsonValueKind.String } text => text.GetString()!.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray().Select(JsonText.Of)],
            _ => null,
        };
        return names is not { Count: > 0 } || names.Any(name => !Names.ContainsKey(name))
            ? AssertionErrors.Value(wanted)
            : Result.From<IReadOnlySet<PersonalDataKind>>(names.Select(name => Names[name]).ToFrozenSet());
    }

    private static string Word(PersonalDataKind kind) => kind switch
    {
        PersonalDataKind.Email => "an e-mail address",
        PersonalDataKind.Phone => "a phone number",
        PersonalDataKind.Iban => "an IBAN",
        PersonalDataKind.Card => "a card number",
        PersonalDataKind.Ssn => "a social security number",
        PersonalDataKind.Ip => "an IP address",
    };
}
