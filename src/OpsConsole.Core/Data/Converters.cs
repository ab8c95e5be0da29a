using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using OpsConsole.Core.Common;

namespace OpsConsole.Core.Data;

/// <summary>
/// Stores UTC and reads back UTC: SQLite would otherwise return times without a kind. Cut to microseconds, which is all that
/// PostgreSQL keeps: a time compared with one that was read back must be equal on every engine.
/// </summary>
internal sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(
    value => ToMicroseconds(value.Kind == DateTimeKind.Local ? value.ToUniversalTime() : value),
    value => DateTime.SpecifyKind(value, DateTimeKind.Utc))
{
    private static DateTime ToMicroseconds(DateTime value) => new(value.Ticks - (value.Ticks % TimeSpan.TicksPerMicrosecond), DateTimeKind.Utc);
}

internal sealed class MoneyConverter() : ValueConverter<Money, long>(value => value.NanoDollars, value => new Money(value));

/// <summary>A value object kept as JSON text, compared by that text.</summary>
internal static class JsonColumn
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static ValueConverter<T, string> Converter<T>() => new(
        value => JsonSerializer.Serialize(value, Options),
        text => JsonSerializer.Deserialize<T>(text, Options)!);

    /// <summary>The values are immutable, replaced and never changed in place: a snapshot is the value itself, and costs nothing where thousands of rows are added.</summary>
    public static ValueComparer<T> Comparer<T>() => new(
        (a, b) => ReferenceEquals(a, b) || JsonSerializer.Serialize(a, Options) == JsonSerializer.Serialize(b, Options),
        value => JsonSerializer.Serialize(value, Options).GetHashCode(StringComparison.Ordinal),
        value => value);
}
