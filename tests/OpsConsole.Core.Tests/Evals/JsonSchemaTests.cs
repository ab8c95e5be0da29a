using Xunit;

namespace OpsConsole.Core.Tests.Evals;

public sealed class JsonSchemaTests
{
    [Theory]
    [InlineData("""{"type":"integer"}""", "1.0", true)]
    [InlineData("""{"type":"integer"}""", "1.5", false)]
    [InlineData("""{"type":["string","null"]}""", "null", true)]
    [InlineData("""{"enum":[1,"a"]}""", "1.0", true)]
    [InlineData("""{"const":{"a":[1]}}""", """{"a":[2]}""", false)]
    [InlineData("""{"multipleOf":0.1}""", "0.3", true)]
    [InlineData("""{"exclusiveMaximum":3}""", "3", false)]
    [InlineData("""{"minLength":2}""", "\"😀\"", false)]
    [InlineData("""{"maxLength":1}""", "\"😀\"", true)]
    [InlineData("""{"pattern":"^a+$"}""", "\"aa\"", true)]
    [InlineData("""{"minLength":2}""", "5", true)]
    [InlineData("""{"items":{"type":"number"}}""", "[1,\"a\"]", false)]
    [InlineData("""{"prefixItems":[{"type":"number"}],"items":false}""", "[1]", true)]
    [InlineData("""{"prefixItems":[{"type":"number"}],"items":false}""", "[1,2]", false)]
    [InlineData("""{"items":[{"type":"number"}],"additionalItems":{"type":"string"}}""", "[1,\"a\"]", true)]
    [InlineData("""{"items":[{"type":"number"}],"additionalItems":{"type":"string"}}""", "[1,2]", false)]
    [InlineData("""{"additionalItems":false}""", "[1,2]", true)]
    [InlineData("""{"uniqueItems":true}""", "[1,1.0]", false)]
    [InlineData("""{"contains":{"const":1},"minContains":2}""", "[1,2,1]", true)]
    [InlineData("""{"contains":{"const":1},"maxContains":1}""", "[1,2,1]", false)]
    [InlineData("""{"contains":{"const":1},"minContains":0}""", "[]", true)]
    [InlineData("""{"patternProperties":{"^x-":{"type":"number"}},"additionalProperties":false}""", """{"x-a":1}""", true)]
    [InlineData("""{"patternProperties":{"^x-":{"type":"number"}},"additionalProperties":false}""", """{"y":1}""", false)]
    [InlineData("""{"propertyNames":{"maxLength":1}}""", """{"ab":1}""", false)]
    [InlineData("""{"dependentRequired":{"a":["b"]}}""", """{"a":1}""", false)]
    [InlineData("""{"minProperties":1}""", "{}", false)]
    [InlineData("""{"anyOf":[{"type":"string"},{"minimum":5}]}""", "4", false)]
    [InlineData("""{"oneOf":[{"type":"number"},{"minimum":5}]}""", "6", false)]
    [InlineData("""{"oneOf":[{"type":"string"},{"minimum":5}]}""", "6", true)]
    [InlineData("""{"not":{"type":"string"}}""", "\"a\"", false)]
    [InlineData("""{"if":{"properties":{"k":{"const":1}}},"then":{"required":["a"]},"else":{"required":["b"]}}""", """{"k":1,"b":1}""", false)]
    [InlineData("""{"if":{"properties":{"k":{"const":1}}},"then":{"required":["a"]},"else":{"required":["b"]}}""", """{"k":2,"b":1}""", true)]
    [InlineData("""{"$ref":"#/$defs/n","$defs":{"n":{"type":"object","properties":{"next":{"$ref":"#/$defs/n"}},"required":["v"]}}}""", """{"v":1,"next":{"v":2}}""", true)]
    [InlineData("""{"$ref":"#/$defs/n","$defs":{"n":{"type":"object","properties":{"next":{"$ref":"#/$defs/n"}},"required":["v"]}}}""", """{"v":1,"next":{}}""", false)]
    [InlineData("""{"$ref":"#/definitions/a~1b%25","definitions":{"a/b%":{"type":"string"}}}""", "1", false)]
    [InlineData("""{"format":"date-time"}""", "\"2024-02-29T23:59:60Z\"", true)]
    [InlineData("""{"format":"date-time"}""", "\"2024-02-30T00:00:00Z\"", false)]
    [InlineData("""{"format":"date-time"}""", "\"2024-02-28T00:00:00\"", false)]
    [InlineData("""{"format":"email"}""", "\"x@y.z\"", true)]
    [InlineData("""{"format":"email"}""", "\"nope\"", false)]
    [InlineData("""{"format":"uuid"}""", "\"8f14e45f-ceea-467f-9a36-dedd4bea2543\"", true)]
    [InlineData("""{"format":"ipv4"}""", "\"1.2.3\"", false)]
    [InlineData("""{"format":"ipv6"}""", "\"::1\"", true)]
    [InlineData("""{"format":"uri"}""", "\"/only/a/path\"", false)]
    [InlineData("""{"format":"duration"}""", "\"PT5M\"", true)]
    [InlineData("""{"format":"duration"}""", "\"P\"", false)]
    [InlineData("true", "1", true)]
    [InlineData("false", "1", false)]
    public async Task IsJson_Schema_DecidesAsTheSpecificationSays(string schema, string output, bool conforms)
    {
        var result = await Check.EvaluateAsync("is-json", schema, output);

        Assert.False(result.Fault, result.Reason);
        Assert.Equal(conforms, result.Pass);
    }

    [Fact]
    public async Task IsJson_Violation_SaysWhereAndWhat()
    {
        var result = await Check.EvaluateAsync("is-json", """{"properties":{"items":{"items":{"properties":{"price":{"type":"number"}}}}}}""", """{"items":[{"price":1},{"price":"x"}]}""");

        Assert.Equal("does not conform to the schema: /items/1/price must be number, not string", result.Reason);
    }

    [Theory]
    [InlineData("""{"$ref":"#"}""")]
    [InlineData("""{"$defs":{"a":{"anyOf":[{"$ref":"#/$defs/b"},{"$ref":"#/$defs/b"}]},"b":{"anyOf":[{"$ref":"#/$defs/a"},{"$ref":"#/$defs/a"}]}},"$ref":"#/$defs/a"}""")]
    public async Task IsJson_SchemaThatNeverEnds_IsAFault(string schema)
    {
        Assert.True((await Check.EvaluateAsync("not-is-json", schema, "1")).Fault);
    }

    [Fact]
    public async Task IsJson_YamlSchema_IsRead()
    {
        const string Schema = "type: object\nrequired: [a]\nproperties:\n  a: {type: number, minimum: -90.5}\n  b: {const: 'true'}\n";

        Assert.True((await Check.EvaluateAsync("is-json", Schema, """{"a":-90.5,"b":"true"}""")).Pass);
        Assert.False((await Check.EvaluateAsync("is-json", Schema, """{"a":-91}""")).Pass);
    }

    [Fact]
    public void Compile_YamlSchemaNestedDeep_IsRefused()
    {
        Assert.Contains("nested deeper", Check.Refused("is-json", "a: " + new string('[', 5_000)).Message, StringComparison.Ordinal);
    }
}
