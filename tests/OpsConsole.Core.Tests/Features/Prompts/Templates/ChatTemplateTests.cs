using System.Text.Json;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Prompts.Templates;
using Xunit;

namespace OpsConsole.Core.Tests.Features.Prompts.Templates;

public sealed class ChatTemplateTests
{
    [Fact]
    public void Parse_TwoBrokenMessages_NamesBoth()
    {
        var error = ChatTemplate.Parse([new("system", "fine\n{{ oops"), new("user", "ok"), new("user", "{% if %}")]).Error!;
        Assert.Equal("prompts.template-syntax", error.Code);
        Assert.Collection(
            error.Details!,
            detail => Assert.StartsWith("message 1 (system), line 2, column ", detail.Where, StringComparison.Ordinal),
            detail => Assert.StartsWith("message 3 (user), line 1, column ", detail.Where, StringComparison.Ordinal));
    }

    [Fact]
    public void Parse_NoMessages_IsRefused() => Assert.Equal("prompts.no-messages", ChatTemplate.Parse([]).Error?.Code);

    [Fact]
    public void Check_UndeclaredAndUnused_TellsThemApart()
    {
        var chat = ChatTemplate.Parse([new("system", "{{ tone }}"), new("user", "{{ question }} {{ context }}")]).Value;
        var check = chat.Check([new("question", PromptVariableType.Text, true, null), new("spare", PromptVariableType.Text, false, null)]);
        Assert.Equal([("message 1 (system)", "tone"), ("message 2 (user)", "context")], check.Errors.Select(e => (e.Where, e.Reason.Split('\'')[1])));
        Assert.Equal("variable spare", Assert.Single(check.Warnings).Where);
    }

    [Fact]
    public void Render_Messages_GivesTurnsInOrder()
    {
        var chat = ChatTemplate.Parse([new("system", "Be {{ tone }}."), new("user", "{{ q }}")]).Value;
        var vars = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>("""{"tone":"kind","q":"Why?"}""")!;
        Assert.Equal([new ChatTurn("system", "Be kind."), new ChatTurn("user", "Why?")], chat.Render(vars, strict: true).Value);
        vars.Remove("q");
        var error = chat.Render(vars, strict: true).Error!;
        Assert.Equal("prompts.missing-variable", error.Code);
        Assert.StartsWith("message 2 (user): ", error.Message, StringComparison.Ordinal);
    }
}
