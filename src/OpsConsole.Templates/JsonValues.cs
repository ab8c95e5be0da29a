using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Fluid.Values;

namespace OpsConsole.Templates;

/// <summary>JSON in and out of the template engine.</summary>
internal static class JsonValues
{
    public static FluidValue From(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => StringValue.Create(element.GetString()!, encode: false),
        JsonValueKind.True => BooleanValue.True,
        JsonValueKind.False => BooleanValue.False,
        JsonValueKind.Null or JsonValueKind.Undefined => NilValue.Instance,
        JsonValueKind.Number => element.TryGetDecimal(out var number) ? NumberValue.Create(number) : StringValue.Create(element.GetRawText(), encode: false),
        JsonValueKind.Array => new ArrayValue([.. element.EnumerateArray().Select(From)]),
        JsonValueKind.Object => new JsonObjectValue(element),
    };

    public static string ToJson(FluidValue value, bool indented)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = indented, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            Write(writer, value);
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static void Write(Utf8JsonWriter writer, FluidValue value)
    {
        switch (value)
        {
            case JsonObjectValue json:
                json.Element.WriteTo(writer);
                break;
            case ArrayValue list:
                writer.WriteStartArray();
                foreach (var item in list.Values)
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case NumberValue number:
                writer.WriteNumberValue(number.ToNumberValue());
                break;
            case BooleanValue boolean:
                writer.WriteBooleanValue(boolean.ToBooleanValue());
                break;
            case var nothing when nothing.IsNil():
                writer.WriteNullValue();
                break;
            default:
                writer.WriteStringValue(value.ToStringValue());
                break;
        }
    }
}
