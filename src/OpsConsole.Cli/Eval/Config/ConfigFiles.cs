using System.Text.RegularExpressions;
using OpsConsole.Core.Common;
using OpsConsole.Core.Common.Yaml;

namespace OpsConsole.Cli.Eval.Config;

/// <summary>Files that a configuration names, relative to it: one by its path or many by a pattern.</summary>
internal static class ConfigFiles
{
    public const string Scheme = "file://";

    private const long MaxBytes = 64L * 1024 * 1024;

    public static bool IsReference(string text) => text.StartsWith(Scheme, StringComparison.Ordinal);

    public static bool IsPattern(string path) => path.AsSpan().ContainsAny("*?[{");

    /// <summary>Absolute paths in ordinal order; none is a fault at <paramref name="place"/>.</summary>
    public static IReadOnlyList<string> Find(string reference, ConfigScope scope, string place)
    {
        var path = IsReference(reference) ? reference[Scheme.Length..] : reference;
        var full = Path.GetFullPath(path, scope.Folder);
        var found = File.Exists(full) ? [full] : IsPattern(path) ? Matches(full) : [];
        if (found.Count == 0)
        {
            scope.Fault(place, IsPattern(path) ? $"no file matches '{path}'" : $"the file '{path}' does not exist");
        }

        return found;
    }

    /// <summary>The text, or null with a fault.</summary>
    public static string? Read(string path, ConfigScope scope, string place)
    {
        try
        {
            if (new FileInfo(path).Length <= MaxBytes)
            {
                return File.ReadAllText(path);
            }

            scope.Fault(place, $"the file '{path}' is larger than {MaxBytes / 1024 / 1024} MB");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            scope.Fault(place, $"the file '{path}' cannot be read: {fault.Message}");
        }

        return null;
    }

    /// <summary>A YAML or JSON file (JSON is YAML), or null with a fault that names its line.</summary>
    public static YamlItem? ReadYaml(string path, ConfigScope scope, string place)
    {
        if (Read(path, scope, place) is not { } text)
        {
            return null;
        }

        var document = YamlReader.Read(new StringReader(text));
        if (!document.IsOk)
        {
            var inner = scope.In(path);
            foreach (var detail in document.Error.Details ?? [new ErrorDetail("line 1", document.Error.Message)])
            {
                inner.Fault(inner.Prefix(detail.Where), detail.Reason);
            }

            return null;
        }

        if (document.Value is null)
        {
            scope.Fault(place, $"the file '{Path.GetRelativePath(scope.Folder, path)}' is empty");
        }

        return document.Value;
    }

    private static List<string> Matches(string pattern)
    {
        var segments = pattern.Split(Path.DirectorySeparatorChar, '/');
        var root = string.Join(Path.DirectorySeparatorChar, segments.TakeWhile(segment => !IsPattern(segment))) + Path.DirectorySeparatorChar;
        if (!Directory.Exists(root))
        {
            return [];
        }

        var rest = string.Join('/', segments.SkipWhile(segment => !IsPattern(segment)));
        var expression = new Regex("^" + Expression(rest) + "$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        var options = new EnumerationOptions { RecurseSubdirectories = rest.Contains('/'), IgnoreInaccessible = true, MaxRecursionDepth = 16 };
        return [.. Directory.EnumerateFiles(root, "*", options)
            .Where(file => expression.IsMatch(Path.GetRelativePath(root, file).Replace('\\', '/')))
            .Order(StringComparer.Ordinal)];
    }

    private static string Expression(string pattern) => Regex.Replace(
        pattern,
        @"\*\*/|\*\*|\*|\?|\{[^{}]*\}|[^*?{]+|\{",
        match => match.Value switch
        {
            "**/" => "(?:.*/)?",
            "**" => ".*",
            "*" => "[^/]*",
            "?" => "[^/]",
            ['{', .., '}'] choice => $"(?:{string.Join('|', choice[1..^1].Split(',').Select(Regex.Escape))})",
            var text => Regex.Escape(text),
        });
}
