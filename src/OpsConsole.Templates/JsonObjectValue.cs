using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Fluid;
using Fluid.Values;

namespace OpsConsole.Templates;

/// <summary>A JSON object in a template: members by name, pairs in a loop, and its JSON where it is printed (Fluid's own prints nothing).</summary>
internal sealed class JsonObjectValue(JsonElement element) : FluidValue
{
    public JsonElement Element => element;

    public override FluidValues Type => FluidValues.Dictionary;

    public override ValueTask<FluidValue> GetValueAsync(string name, TemplateContext context) =>
        element.TryGetProperty(name, out var member) ? JsonValues.From(member)
        : name == "size" ? NumberValue.Create(element.GetPropertyCount())
        : NilValue.Instance;

    public override ValueTask<FluidValue> GetIndexAsync(FluidValue index, TemplateContext context) =>
        element.TryGetProperty(index.ToStringValue(), out var member) ? JsonValues.From(member) : NilValue.Instance;

    public override IEnumerable<FluidValue> Enumerate(TemplateContext context)
    {
        foreach (var member in element.EnumerateObject())
        {
            yield return new ArrayValue([StringValue.Create(member.Name, encode: false), JsonValues.From(member.Value)]);
        }
    }

    public override bool Contains(FluidValue value) => element.TryGetProperty(value.ToStringValue(), out _);

    public override ValueTask WriteToAsync(TextWriter writer, TextEncoder encoder, CultureInfo cultureInfo) =>
        new(writer.WriteAsync(ToStringValue()));

    public override bool ToBooleanValue() => true;

    public override decimal ToNumberValue() => 0;

    public override string ToStringValue() => JsonValues.ToJson(this, indented: false);

    public override object ToObjectValue() => element;

    public override bool Equals(FluidValue? other) => other switch
    {
        JsonObjectValue json => JsonElement.DeepEquals(element, json.Element),
        { Type: FluidValues.Empty } => element.GetPropertyCount() == 0,
        _ => false,
    };

    public override bool Equals(object? obj) => obj is FluidValue other && Equals(other);

    public override int GetHashCode() => element.GetPropertyCount();
}
