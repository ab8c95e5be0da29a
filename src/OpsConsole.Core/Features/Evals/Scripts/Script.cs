using System.Text.Json;
using Jint;
using Jint.Native;
using Jint.Native.Json;
using Jint.Runtime;
using OpsConsole.Core.Common;

namespace OpsConsole.Core.Features.Evals.Scripts;

/// <summary>
/// JavaScript from an assertion, compiled once and run in an engine of its own each time: no .NET, no modules, no eval, and bounds on time, memory,
/// statements, recursion, arrays and patterns. One line is an expression, several are the body of a function, as in promptfoo.
/// </summary>
internal sealed class Script
{
    public const int LongestSource = 100_000;
    private const int MostStatements = 200_000;
    private const int MostMemory = 64 * 1024 * 1024;
    private const int LongestArray = 100_000;
    private const int DeepestRecursion = 100;

    /// <summary>Syntax within syntax is read recursively.</summary>
    private const int DeepestSource = 200;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    // The memory limit is looked at between statements; these could take gigabytes within one.
    private static readonly Prepared<Acornima.Ast.Script> Prelude = Engine.PrepareScript("""
        (function (global) {
          for (const name of ['ArrayBuffer', 'SharedArrayBuffer', 'DataView', 'Atomics', 'Int8Array', 'Uint8Array', 'Uint8ClampedArray', 'Int16Array', 'Uint16Array',
            'Int32Array', 'Uint32Array', 'Float16Array', 'Float32Array', 'Float64Array', 'BigInt64Array', 'BigUint64Array']) delete global[name];
          for (const name of ['repeat', 'padStart', 'padEnd']) {
            const original = String.prototype[name];
            String.prototype[name] = function (count, filler) {
              if (count * (name === 'repeat' ? String(this).length : 1) > 1000000) throw new RangeError('the text becomes too long');
              return original.call(this, count, filler);
            };
          }
        })(globalThis);
        """);

    private readonly Prepared<Acornima.Ast.Script> _function;

    private Script(Prepared<Acornima.Ast.Script> function) => _function = function;

    public static Result<Script> Compile(string source)
    {
        if (source.Length > LongestSource || IsDeep(source))
        {
            return AssertionErrors.Value($"the script is too long or too deep: at most {LongestSource} characters and {DeepestSource} brackets within each other");
        }

        try
        {
            var body = ScriptBody.Of(source);
            return new Script(Engine.PrepareScript($"(function(output, context) {{\n{body}\n}})"));
        }
        catch (ScriptPreparationException exception)
        {
            return AssertionErrors.Value($"the script is not JavaScript: {exception.InnerException?.Message ?? exception.Message}");
        }
    }

    /// <summary>What the function returned, as JSON; a value that JSON does not know is undefined. The error says what went wrong, for people.</summary>
    public Result<ScriptValue> Run(AssertionContext context, JsonElement? config, CancellationToken cancellationToken)
    {
        try
        {
            using var engine = NewEngine(cancellationToken);
            engine.Execute(Prelude);
            var parser = new JsonParser(engine);
            var function = engine.Evaluate(_function);
            var surroundings = (JsValue)parser.Parse(ScriptContext.Of(context, config));
            var result = engine.Invoke(function, OutputOf(context, parser), surroundings);
            return new ScriptValue(result.UnwrapIfPromise(Longest));
        }
        catch (Exception exception) when (Reason(exception) is { } reason)
        {
            return Error.Invalid("assertions.script", reason);
        }
    }

    private static Engine NewEngine(CancellationToken cancellationToken) => new(options =>
    {
        options.LimitMemory(MostMemory).TimeoutInterval(Longest).MaxStatements(MostStatements).LimitRecursion(DeepestRecursion)
            .RegexTimeoutInterval(Longest).CancellationToken(cancellationToken).Strict();
        options.Constraints.MaxArraySize = LongestArray;
        options.Constraints.PromiseTimeout = Longest;
        options.Host.StringCompilationAllowed = false;
    });

    /// <summary>Tool calls stand there as objects, as promptfoo hands them over; a text stays a text, also when it is JSON.</summary>
    private static JsValue OutputOf(AssertionContext context, JsonParser parser) =>
        context.ToolCallsJson is { } calls && calls == context.Output ? parser.Parse(calls) : context.Output;

    private static bool IsDeep(string source)
    {
        var depth = 0;
        foreach (var c in source)
        {
            depth += c is '(' or '[' or '{' ? 1 : c is ')' or ']' or '}' ? -1 : 0;
            if (depth > DeepestSource)
            {
                return true;
            }
        }

        return false;
    }

    private static string? Reason(Exception exception) => exception switch
    {
        JavaScriptException thrown => $"the script threw: {thrown.Message}",
        TimeoutException or StatementsCountOverflowException or System.Text.RegularExpressions.RegexMatchTimeoutException => $"the script did not finish within {MostStatements} statements and {Longest.TotalSeconds:0} s",
        MemoryLimitExceededException or OutOfMemoryException => $"the script took more memory than {MostMemory / 1024 / 1024} MB or a list longer than {LongestArray}",
        RecursionDepthOverflowException or InsufficientExecutionStackException => "the script calls itself too deeply",
        PromiseRejectedException rejected => $"the script threw: {rejected.RejectedValue}",
        _ when exception is not (ExecutionCanceledException or OperationCanceledException) => $"the script failed: {exception.Message}",
        _ => null,
    };
}
