using Acornima;
using Acornima.Ast;

namespace OpsConsole.Core.Features.Evals.Scripts;

/// <summary>
/// The body of the function that a script becomes. Several lines are the body already. One line is an expression; where statements stand before it
/// (<c>const n = output.length; n &gt; 3</c>), its last expression is what it returns.
/// </summary>
internal static class ScriptBody
{
    public static string Of(string source)
    {
        var text = source.Trim();
        if (text.Contains('\n'))
        {
            return text;
        }

        text = text.TrimEnd(';', ' ');
        if (!text.StartsWith("const ", StringComparison.Ordinal) && !text.StartsWith("let ", StringComparison.Ordinal) && !text.StartsWith("var ", StringComparison.Ordinal))
        {
            return text.StartsWith("return ", StringComparison.Ordinal) ? text : $"return {text}";
        }

        try
        {
            var last = new Parser(new ParserOptions { AllowReturnOutsideFunction = true }).ParseScript(text).Body[^1];
            return last is ExpressionStatement ? $"{text[..last.Start]}return {text[last.Start..]}" : text;
        }
        catch (ParseErrorException)
        {
            // Whoever compiles the body says what is wrong with it.
            return text;
        }
    }
}
