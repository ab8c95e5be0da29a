using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using OpsConsole.Core.Common;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Core.Tests.Common;

public sealed class CanonicalJsonTests
{
    private static string Canonical(string json) => Encoding.UTF8.GetString(CanonicalJson.Serialize(JsonDocument.Parse(json).RootElement));

    [Theory]
    [InlineData("arrays")]
    [InlineData("french")]
    [InlineData("structures")]
    [InlineData("unicode")]
    [InlineData("values")]
    [InlineData("weird")]
    public void Serialize_PublishedVector_GivesItsBytes(string name)
    {
        var input = SharedData.Find($"jcs/input/{name}.json");
        Assert.SkipWhen(input is null, "shared test data (jcs) is not here");
        var hex = File.ReadAllText(SharedData.Find($"jcs/outhex/{name}.txt")!).Replace("\n", " ").Replace(" ", "");
        Assert.Equal(hex, Convert.ToHexStringLower(CanonicalJson.Serialize(JsonDocument.Parse(File.ReadAllText(input)).RootElement)));
    }

    // RFC 8785, appendix B: IEEE 754 bits and their text.
    [Theory]
    [InlineData(0x0000000000000000, "0")]
    [InlineData(unchecked((long)0x8000000000000000), "0")]
    [InlineData(0x0000000000000001, "5e-324")]
    [InlineData(unchecked((long)0x8000000000000001), "-5e-324")]
    [InlineData(0x7fefffffffffffff, "1.7976931348623157e+308")]
    [InlineData(0x4340000000000000, "9007199254740992")]
    [InlineData(unchecked((long)0xc340000000000000), "-9007199254740992")]
    [InlineData(0x4430000000000000, "295147905179352830000")]
    [InlineData(0x44b52d02c7e14af5, "9.999999999999997e+22")]
    [InlineData(0x44b52d02c7e14af6, "1e+23")]
    [InlineData(0x44b52d02c7e14af7, "1.0000000000000001e+23")]
    [InlineData(0x444b1ae4d6e2ef4e, "999999999999999700000")]
    [InlineData(0x444b1ae4d6e2ef4f, "999999999999999900000")]
    [InlineData(0x444b1ae4d6e2ef50, "1e+21")]
    [InlineData(0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7")]
    [InlineData(0x3eb0c6f7a0b5ed8d, "0.000001")]
    [InlineData(0x41b3de4355555553, "333333333.3333332")]
    [InlineData(0x41b3de4355555555, "333333333.3333333")]
    [InlineData(unchecked((long)0xbecbf647612f3696), "-0.0000033333333333333333")]
    public void Serialize_Number_IsWrittenAsEcmaScriptDoes(long bits, string expected) =>
        Assert.Equal(expected, Encoding.UTF8.GetString(CanonicalJson.Serialize(JsonValue.Create(BitConverter.Int64BitsToDouble(bits)))));

    [Fact]
    public void Serialize_SameValueWrittenTwoWays_IsTheSame()
    {
        Assert.Equal(Canonical("""{"b":[1.0,10e-1],"a":"\u00e9\/"}"""), Canonical("""{ "a" : "é/", "b" : [ 1, 1 ] }"""));
        Assert.Equal("""{"a":"é/","b":[1,1]}""", Canonical("""{"b":[1.0,10e-1],"a":"\u00e9\/"}"""));
    }

    [Fact]
    public void Serialize_NoCanonicalForm_Throws()
    {
        Assert.Throws<ArgumentException>(() => Canonical("1e400"));
        Assert.Throws<InvalidOperationException>(() => Canonical("\"\\ud800\""));
    }

    [Fact]
    public void Sha256Hex_EmptyObject_IsTheKnownDigest() =>
        Assert.Equal("44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a", CanonicalJson.Sha256Hex(new JsonObject()));
}
