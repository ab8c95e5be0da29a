using System.CommandLine;
using OpsConsole.Cli.Db;

var root = new RootCommand("OpsConsole on the command line.")
{
    DbCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
