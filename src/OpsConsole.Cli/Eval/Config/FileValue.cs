using System.Text.Json;

namespace OpsConsole.Cli.Eval.Config;

/// <summary>The content of a <c>file://</c> reference: the value of a JSON or YAML file, the trimmed text of any other.</summary>
internal static class FileValue
{
    public static JsonElement? Load(string reference, ConfigScope scope, string place)
    {
        if (ConfigFiles.Find(reference, scope, place) is not [var path, ..])
        {
            return null;
        }

        if (Path.GetExtension(path) is ".json" or ".yaml" or ".yml")
        {
            return ConfigFiles.ReadYaml(path, scope, place) is { } document ? scope.In(path).Json(document) : null;
        }

        if (Path.GetExtension(path) is ".js" or ".mjs" or ".cjs" or ".ts" or ".py" or ".rb")
        {
            scope.Fault(place, $"'{reference}' is a program; only text, JSON and YAML files are read");
            return null;
        }

        return ConfigFiles.Read(path, scope, place) is { } text ? JsonSerializer.SerializeToElement(text.Trim()) : null;
    }
}
