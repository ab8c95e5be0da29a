using System.Globalization;
using System.Text.Json;
using OpsConsole.Core.Common;

namespace OpsConsole.Core.Features.Runs.Imports;

/// <summary>Reads members of other tools' JSON, and remembers each that is not what it should be under the place it stands at.</summary>
internal sealed class ImportFields
{
    public const double MaxCostUsd = 1_000_000;

    /// <summary>Eleven days.</summary>
    public const double MaxLatencyMs = 1_000_000_000;

    private readonly List<ErrorDetail> _faults = [];

    public IReadOnlyList<ErrorDetail> Faults => _faults;

    public int Count { get; private set; }

    public void Fault(string where, string reason)
    {
        if (++Count <= ImportedFile.MaxFaults)
            _faults.Add(new ErrorDetail(where, reason));
    }

    public static JsonElement? Member(JsonElement? owner, string name) =>
        owner is { ValueKind: JsonValueKind.Object } map && map.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null ? value : null;

    public static IEnumerable<JsonElement> Items(JsonElement? list) => list is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];

    public static string? Text(JsonElement? value) => value is not { } known ? null : known.ValueKind == JsonValueKind.String ? known.GetString() : known.GetRawText();

    public static bool? Flag(JsonElement? value) => value?.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    /// <summary>Null where there is none; anything that is no finite number is a fault.</summary>
    public double? Number(JsonElement? owner, string name, string where)
    {
        if (Member(owner, name) is not { } value)
            return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number))
            return number;
        Fault(where, $"{name} is {Short(value.GetRawText())}, which is not a number");
        return null;
    }

    /// <summary>Null where there is none; anything that is no number from 0 to <paramref name="most"/> is a fault.</summary>
    public double? Number(JsonElement? owner, string name, string where, double most)
    {
        if (Number(owner, name, where) is not { } number)
            return null;
        if (number >= 0 && number <= most)
            return number;
        Fault(where, string.Create(CultureInfo.InvariantCulture, $"{name} is {number}; it lies between 0 and {most:N0}"));
        return null;
    }

    /// <summary>A count; null where there is none.</summary>
    public int Whole(JsonElement? owner, string name, string where) => Number(owner, name, where) is { } number && number is >= 0 and <= int.MaxValue ? (int)number : 0;

    public static DateTime? Time(JsonElement? value)
    {
        if (value is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var milliseconds) && milliseconds is > 0 and < 253_402_300_799_999)
            return DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).UtcDateTime;
        return value is { ValueKind: JsonValueKind.String } text && text.TryGetDateTimeOffset(out var at) ? at.UtcDateTime : null;
    }

    private static string Short(string text) => text.Length <= 40 ? text : $"{text.AsSpan(0, 39)}…";
}
