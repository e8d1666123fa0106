// Generated from schemas/ by "npm run generate": do not edit.
export const Site = validate22;
const schema7 = {"type":"object","properties":{"kind":{"const":"Site"},"name":{"$ref":"#/$defs/common.name"},"url":{"type":"string","pattern":"^(?:https://[^\\s/?#@]+|http://(?:localhost|127\\.0\\.0\\.1)(?::\\d+)?)(?:/\\S*)?$","x-form":"url"},"internalDomains":{"type":"array","items":{"type":"string","pattern":"^[^\\s@\\p{Lu}]+$","x-form":"domain"}},"plan":{"type":"string","enum":["free","standard","premium","enterprise"]},"admins":{"type":"array","items":{"$ref":"#/$defs/common.subject"},"x-entries":"string"},"seats":{"type":"object","properties":{"jira-software":{"type":"integer","minimum":0},"jira-servicedesk":{"type":"integer","minimum":0},"jira-core":{"type":"integer","minimum":0},"jira-product-discovery":{"type":"integer","minimum":0},"confluence":{"type":"integer","minimum":0}},"additionalProperties":false},"guestsPerPaidUser":{"type":"integer","minimum":0},"globalPermissions":{"type":"array","items":{"$ref":"#/$defs/site.globalGrant"},"x-entries":"object"},"limits":{"$ref":"#/$defs/site.limits"},"lint":{"type":"object","additionalProperties":{"type":"string","enum":["off","warning","error"]}},"description":{"$ref":"#/$defs/common.description"},"owner":{"$ref":"#/$defs/common.owner"},"labels":{"$ref":"#/$defs/common.labels"},"formerly":{"$ref":"#/$defs/common.formerly"}},"required":["kind","name","url","internalDomains"],"additionalProperties":false};
const func2 = Object.prototype.hasOwnProperty;
const schema8 = {"type":"string","pattern":"^(?!(?:__proto__|constructor|prototype)$)(?!\\s)[^\\p{Cc}\\p{Cs}\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180e\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u3164\\ufeff\\uffa0\\ufff0-\\ufffb\\uffff\\udb40\\udc00-\\udb40\\udcff]{0,254}[^\\s\\p{Cc}\\p{Cs}\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180e\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u3164\\ufeff\\uffa0\\ufff0-\\ufffb\\uffff\\udb40\\udc00-\\udb40\\udcff]$","x-form":"name"};
const pattern0 = new RegExp("^(?!(?:__proto__|constructor|prototype)$)(?!\\s)[^\\p{Cc}\\p{Cs}\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180e\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u3164\\ufeff\\uffa0\\ufff0-\\ufffb\\uffff\\udb40\\udc00-\\udb40\\udcff]{0,254}[^\\s\\p{Cc}\\p{Cs}\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180e\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u3164\\ufeff\\uffa0\\ufff0-\\ufffb\\uffff\\udb40\\udc00-\\udb40\\udcff]$", "u");

function validate23(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(typeof data === "string"){
if(!pattern0.test(data)){
vErrors = add(vErrors, {instancePath,schemaPath:"#/pattern",keyword:"pattern",params:{},parentSchema:schema8,data});
errors++;
}
}
else {
vErrors = add(vErrors, {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"},parentSchema:schema8,data});
errors++;
}
validate23.errors = vErrors;
return errors === 0;
}

const schema9 = {"type":"string","pattern":"^(?!.*\\s-\\s+(?:user|group|role):)","x-form":"subject"};
const pattern3 = new RegExp("^(?!.*\\s-\\s+(?:user|group|role):)", "u");

function validate25(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(typeof data === "string"){
if(!pattern3.test(data)){
vErrors = add(vErrors, {instancePath,schemaPath:"#/pattern",keyword:"pattern",params:{},parentSchema:schema9,data});
errors++;
}
}
else {
vErrors = add(vErrors, {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"},parentSchema:schema9,data});
errors++;
}
validate25.errors = vErrors;
return errors === 0;
}

const schema10 = {"type":"object","properties":{"to":{"type":"array","items":{"$ref":"#/$defs/common.subject"},"minItems":1,"x-entries":"string"},"allow":{"type":"array","items":{"type":"string"},"minItems":1},"until":{"$ref":"#/$defs/common.until"},"reason":{"$ref":"#/$defs/common.reason"}},"required":["to","allow"],"additionalProperties":false};
const schema11 = {"type":"string","pattern":"^(?:\\d{4}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)|(?:\\d\\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)$","x-form":"date"};
const pattern4 = new RegExp("^(?:\\d{4}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)|(?:\\d\\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)$", "u");

function validate29(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(typeof data === "string"){
if(!pattern4.test(data)){
vErrors = add(vErrors, {instancePath,schemaPath:"#/pattern",keyword:"pattern",params:{},parentSchema:schema11,data});
errors++;
}
}
else {
vErrors = add(vErrors, {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"},parentSchema:schema11,data});
errors++;
}
validate29.errors = vErrors;
return errors === 0;
}

const schema12 = {"type":"string"};

function validate31(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(typeof data !== "string"){
vErrors = add(vErrors, {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"},parentSchema:schema12,data});
errors++;
}
validate31.errors = vErrors;
return errors === 0;
}


function validate27(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.to === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "to"},parentSchema:schema10,data});
errors++;
}
if(data.allow === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "allow"},parentSchema:schema10,data});
errors++;
}
for(const key0 in data){
if(!((((key0 === "to") || (key0 === "allow")) || (key0 === "until")) || (key0 === "reason"))){
vErrors = add(vErrors, {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},parentSchema:schema10,data});
errors++;
}
}
if(data.to !== undefined){
let data0 = data.to;
if(Array.isArray(data0)){
if(data0.length < 1){
vErrors = add(vErrors, {instancePath:instancePath+"/to",schemaPath:"#/properties/to/minItems",keyword:"minItems",params:{limit: 1},parentSchema:schema10.properties.to,data:data0});
errors++;
}
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
if(!(validate25(data0[i0], {instancePath:instancePath+"/to/" + i0,parentData:data0,parentDataProperty:i0,rootData}))){
vErrors = join(vErrors, validate25.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = add(vErrors, {instancePath:instancePath+"/to",schemaPath:"#/properties/to/type",keyword:"type",params:{type: "array"},parentSchema:schema10.properties.to,data:data0});
errors++;
}
}
if(data.allow !== undefined){
let data2 = data.allow;
if(Array.isArray(data2)){
if(data2.length < 1){
vErrors = add(vErrors, {instancePath:instancePath+"/allow",schemaPath:"#/properties/allow/minItems",keyword:"minItems",params:{limit: 1},parentSchema:schema10.properties.allow,data:data2});
errors++;
}
const len1 = data2.length;
for(let i1=0; i1<len1; i1++){
let data3 = data2[i1];
if(typeof data3 !== "string"){
vErrors = add(vErrors, {instancePath:instancePath+"/allow/" + i1,schemaPath:"#/properties/allow/items/type",keyword:"type",params:{type: "string"},parentSchema:schema10.properties.allow.items,data:data3});
errors++;
}
}
}
else {
vErrors = add(vErrors, {instancePath:instancePath+"/allow",schemaPath:"#/properties/allow/type",keyword:"type",params:{type: "array"},parentSchema:schema10.properties.allow,data:data2});
errors++;
}
}
if(data.until !== undefined){
if(!(validate29(data.until, {instancePath:instancePath+"/until",parentData:data,parentDataProperty:"until",rootData}))){
vErrors = join(vErrors, validate29.errors);
errors = vErrors.length;
}
}
if(data.reason !== undefined){
if(!(validate31(data.reason, {instancePath:instancePath+"/reason",parentData:data,parentDataProperty:"reason",rootData}))){
vErrors = join(vErrors, validate31.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = add(vErrors, {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},parentSchema:schema10,data});
errors++;
}
validate27.errors = vErrors;
return errors === 0;
}

const schema13 = {"type":"object","properties":{"maxRemovalPercent":{"type":"number","minimum":0,"maximum":100},"minAdmins":{"type":"integer","minimum":0}},"additionalProperties":false};

function validate34(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((key0 === "maxRemovalPercent") || (key0 === "minAdmins"))){
vErrors = add(vErrors, {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},parentSchema:schema13,data});
errors++;
}
}
if(data.maxRemovalPercent !== undefined){
let data0 = data.maxRemovalPercent;
if((typeof data0 == "number") && (isFinite(data0))){
if(data0 > 100 || isNaN(data0)){
vErrors = add(vErrors, {instancePath:instancePath+"/maxRemovalPercent",schemaPath:"#/properties/maxRemovalPercent/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},parentSchema:schema13.properties.maxRemovalPercent,data:data0});
errors++;
}
if(data0 < 0 || isNaN(data0)){
vErrors = add(vErrors, {instancePath:instancePath+"/maxRemovalPercent",schemaPath:"#/properties/maxRemovalPercent/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},parentSchema:schema13.properties.maxRemovalPercent,data:data0});
errors++;
}
}
else {
vErrors = add(vErrors, {instancePath:instancePath+"/maxRemovalPercent",schemaPath:"#/properties/maxRemovalPercent/type",keyword:"type",params:{type: "number"},parentSchema:schema13.properties.maxRemovalPercent,data:data0});
errors++;
}
}
if(data.minAdmins !== undefined){
let data1 = data.minAdmins;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
vErrors = add(vErrors, {instancePath:instancePath+"/minAdmins",schemaPath:"#/properties/minAdmins/type",keyword:"type",params:{type: "integer"},parentSchema:schema13.properties.minAdmins,data:data1});
errors++;
}
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 < 0 || isNaN(data1)){
vErrors = add(vErrors, {instancePath:instancePath+"/minAdmins",schemaPath:"#/properties/minAdmins/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},parentSchema:schema13.properties.minAdmins,data:data1});
errors++;
}
}
}
}
else {
vErrors = add(vErrors, {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},parentSchema:schema13,data});
errors++;
}
validate34.errors = vErrors;
return errors === 0;
}

const schema14 = {"type":"string"};

function validate36(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(typeof data !== "string"){
vErrors = add(vErrors, {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"},parentSchema:schema14,data});
errors++;
}
validate36.errors = vErrors;
return errors === 0;
}

const schema15 = {"type":"string"};

function validate38(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(typeof data !== "string"){
vErrors = add(vErrors, {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"},parentSchema:schema15,data});
errors++;
}
validate38.errors = vErrors;
return errors === 0;
}

const schema16 = {"type":"object","propertyNames":{"type":"string","pattern":"^(?!(?:__proto__|constructor|prototype)$)(?!\\s)[^\\p{Cc}\\p{Cs}\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180e\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u3164\\ufeff\\uffa0\\ufff0-\\ufffb\\uffff\\udb40\\udc00-\\udb40\\udcff]{0,254}[^\\s\\p{Cc}\\p{Cs}\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180e\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u3164\\ufeff\\uffa0\\ufff0-\\ufffb\\uffff\\udb40\\udc00-\\udb40\\udcff]$","x-form":"name"},"additionalProperties":{"type":"string"}};

function validate40(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
const _errs1 = errors;
if(typeof key0 === "string"){
if(!pattern0.test(key0)){
vErrors = add(vErrors, {instancePath,schemaPath:"#/propertyNames/pattern",keyword:"pattern",params:{},parentSchema:schema16.propertyNames,data:key0,propertyName:key0});
errors++;
}
}
else {
vErrors = add(vErrors, {instancePath,schemaPath:"#/propertyNames/type",keyword:"type",params:{type: "string"},parentSchema:schema16.propertyNames,data:key0,propertyName:key0});
errors++;
}
var valid0 = _errs1 === errors;
if(!valid0){
vErrors = add(vErrors, {instancePath,schemaPath:"#/propertyNames",keyword:"propertyNames",params:{propertyName: key0},parentSchema:schema16,data});
errors++;
}
}
for(const key1 in data){
let data0 = data[key1];
if(typeof data0 !== "string"){
vErrors = add(vErrors, {instancePath:instancePath+"/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/additionalProperties/type",keyword:"type",params:{type: "string"},parentSchema:schema16.additionalProperties,data:data0});
errors++;
}
}
}
else {
vErrors = add(vErrors, {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},parentSchema:schema16,data});
errors++;
}
validate40.errors = vErrors;
return errors === 0;
}


function validate42(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(typeof data === "string"){
if(!pattern0.test(data)){
vErrors = add(vErrors, {instancePath,schemaPath:"#/pattern",keyword:"pattern",params:{},parentSchema:schema8,data});
errors++;
}
}
else {
vErrors = add(vErrors, {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"},parentSchema:schema8,data});
errors++;
}
validate42.errors = vErrors;
return errors === 0;
}

const pattern1 = new RegExp("^(?:https://[^\\s/?#@]+|http://(?:localhost|127\\.0\\.0\\.1)(?::\\d+)?)(?:/\\S*)?$", "u");
const pattern2 = new RegExp("^[^\\s@\\p{Lu}]+$", "u");

function validate22(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.kind === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "kind"},parentSchema:schema7,data});
errors++;
}
if(data.name === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "name"},parentSchema:schema7,data});
errors++;
}
if(data.url === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "url"},parentSchema:schema7,data});
errors++;
}
if(data.internalDomains === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "internalDomains"},parentSchema:schema7,data});
errors++;
}
for(const key0 in data){
if(!(func2.call(schema7.properties, key0))){
vErrors = add(vErrors, {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},parentSchema:schema7,data});
errors++;
}
}
if(data.kind !== undefined){
let data0 = data.kind;
if("Site" !== data0){
vErrors = add(vErrors, {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "Site"},schema:"Site",parentSchema:schema7.properties.kind,data:data0});
errors++;
}
}
if(data.name !== undefined){
if(!(validate23(data.name, {instancePath:instancePath+"/name",parentData:data,parentDataProperty:"name",rootData}))){
vErrors = join(vErrors, validate23.errors);
errors = vErrors.length;
}
}
if(data.url !== undefined){
let data2 = data.url;
if(typeof data2 === "string"){
if(!pattern1.test(data2)){
vErrors = add(vErrors, {instancePath:instancePath+"/url",schemaPath:"#/properties/url/pattern",keyword:"pattern",params:{},parentSchema:schema7.properties.url,data:data2});
errors++;
}
}
else {
vErrors = add(vErrors, {instancePath:instancePath+"/url",schemaPath:"#/properties/url/type",keyword:"type",params:{type: "string"},parentSchema:schema7.properties.url,data:data2});
errors++;
}
}
if(data.internalDomains !== undefined){
let data3 = data.internalDomains;
if(Array.isArray(data3)){
const len0 = data3.length;
for(let i0=0; i0<len0; i0++){
let data4 = data3[i0];
if(typeof data4 === "string"){
if(!pattern2.test(data4)){
vErrors = add(vErrors, {instancePath:instancePath+"/internalDomains/" + i0,schemaPath:"#/properties/internalDomains/items/pattern",keyword:"pattern",params:{},parentSchema:schema7.properties.internalDomains.items,data:data4});
errors++;
}
}
else {
vErrors = add(vErrors, {instancePath:instancePath+"/internalDomains/" + i0,schemaPath:"#/properties/internalDomains/items/type",keyword:"type",params:{type: "string"},parentSchema:schema7.properties.internalDomains.items,data:data4});
errors++;
}
}
}
else {
vErrors = add(vErrors, {instancePath:instancePath+"/internalDomains",schemaPath:"#/properties/internalDomains/type",keyword:"type",params:{type: "array"},parentSchema:schema7.properties.internalDomains,data:data3});
errors++;
}
}
if(data.plan !== undefined){
let data5 = data.plan;
if(typeof data5 !== "string"){
vErrors = add(vErrors, {instancePath:instancePath+"/plan",schemaPath:"#/properties/plan/type",keyword:"type",params:{type: "string"},parentSchema:schema7.properties.plan,data:data5});
errors++;
}
if(!((((data5 === "free") || (data5 === "standard")) || (data5 === "premium")) || (data5 === "enterprise"))){
vErrors = add(vErrors, {instancePath:instancePath+"/plan",schemaPath:"#/properties/plan/enum",keyword:"enum",params:{allowedValues: schema7.properties.plan.enum},parentSchema:schema7.properties.plan,data:data5});
errors++;
}
}
if(data.admins !== undefined){
let data6 = data.admins;
if(Array.isArray(data6)){
const len1 = data6.length;
for(let i1=0; i1<len1; i1++){
if(!(validate25(data6[i1], {instancePath:instancePath+"/admins/" + i1,parentData:data6,parentDataProperty:i1,rootData}))){
vErrors = join(vErrors, validate25.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = add(vErrors, {instancePath:instancePath+"/admins",schemaPath:"#/properties/admins/type",keyword:"type",params:{type: "array"},parentSchema:schema7.properties.admins,data:data6});
errors++;
}
}
if(data.seats !== undefined){
let data8 = data.seats;
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
for(const key1 in data8){
if(!(((((key1 === "jira-software") || (key1 === "jira-servicedesk")) || (key1 === "jira-core")) || (key1 === "jira-product-discovery")) || (key1 === "confluence"))){
vErrors = add(vErrors, {instancePath:instancePath+"/seats",schemaPath:"#/properties/seats/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},parentSchema:schema7.properties.seats,data:data8});
errors++;
}
}
if(data8["jira-software"] !== undefined){
let data9 = data8["jira-software"];
if(!(((typeof data9 == "number") && (!(data9 % 1) && !isNaN(data9))) && (isFinite(data9)))){
vErrors = add(vErrors, {instancePath:instancePath+"/seats/jira-software",schemaPath:"#/properties/seats/properties/jira-software/type",keyword:"type",params:{type: "integer"},parentSchema:schema7.properties.seats.properties["jira-software"],data:data9});
errors++;
}
if((typeof data9 == "number") && (isFinite(data9))){
if(data9 < 0 || isNaN(data9)){
vErrors = add(vErrors, {instancePath:instancePath+"/seats/jira-software",schemaPath:"#/properties/seats/properties/jira-software/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},parentSchema:schema7.properties.seats.properties["jira-software"],data:data9});
errors++;
}
}
}
if(data8["jira-servicedesk"] !== undefined){
let data10 = data8["jira-servicedesk"];
if(!(((typeof data10 == "number") && (!(data10 % 1) && !isNaN(data10))) && (isFinite(data10)))){
vErrors = add(vErrors, {instancePath:instancePath+"/seats/jira-servicedesk",schemaPath:"#/properties/seats/properties/jira-servicedesk/type",keyword:"type",params:{type: "integer"},parentSchema:schema7.properties.seats.properties["jira-servicedesk"],data:data10});
errors++;
}
if((typeof data10 == "number") && (isFinite(data10))){
if(data10 < 0 || isNaN(data10)){
vErrors = add(vErrors, {instancePath:instancePath+"/seats/jira-servicedesk",schemaPath:"#/properties/seats/properties/jira-servicedesk/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},parentSchema:schema7.properties.seats.properties["jira-servicedesk"],data:data10});
errors++;
}
}
}
if(data8["jira-core"] !== undefined){
let data11 = data8["jira-core"];
if(!(((typeof data11 == "number") && (!(data11 % 1) && !isNaN(data11))) && (isFinite(data11)))){
vErrors = add(vErrors, {instancePath:instancePath+"/seats/jira-core",schemaPath:"#/properties/seats/properties/jira-core/type",keyword:"type",params:{type: "integer"},parentSchema:schema7.properties.seats.properties["jira-core"],data:data11});
errors++;
}
if((typeof data11 == "number") && (isFinite(data11))){
if(data11 < 0 || isNaN(data11)){
vErrors = add(vErrors, {instancePath:instancePath+"/seats/jira-core",schemaPath:"#/properties/seats/properties/jira-core/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},parentSchema:schema7.properties.seats.properties["jira-core"],data:data11});
errors++;
}
}
}
if(data8["jira-product-discovery"] !== undefined){
let data12 = data8["jira-product-discovery"];
if(!(((typeof data12 == "number") && (!(data12 % 1) && !isNaN(data12))) && (isFinite(data12)))){
vErrors = add(vErrors, {instancePath:instancePath+"/seats/jira-product-discovery",schemaPath:"#/properties/seats/properties/jira-product-discovery/type",keyword:"type",params:{type: "integer"},parentSchema:schema7.properties.seats.properties["jira-product-discovery"],data:data12});
errors++;
}
if((typeof data12 == "number") && (isFinite(data12))){
if(data12 < 0 || isNaN(data12)){
vErrors = add(vErrors, {instancePath:instancePath+"/seats/jira-product-discovery",schemaPath:"#/properties/seats/properties/jira-product-discovery/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},parentSchema:schema7.properties.seats.properties["jira-product-discovery"],data:data12});
errors++;
}
}
}
if(data8.confluence !== undefined){
let data13 = data8.confluence;
if(!(((typeof data13 == "number") && (!(data13 % 1) && !isNaN(data13))) && (isFinite(data13)))){
vErrors = add(vErrors, {instancePath:instancePath+"/seats/confluence",schemaPath:"#/properties/seats/properties/confluence/type",keyword:"type",params:{type: "integer"},parentSchema:schema7.properties.seats.properties.confluence,data:data13});
errors++;
}
if((typeof data13 == "number") && (isFinite(data13))){
if(data13 < 0 || isNaN(data13)){
vErrors = add(vErrors, {instancePath:instancePath+"/seats/confluence",schemaPath:"#/properties/seats/properties/confluence/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},parentSchema:schema7.properties.seats.properties.confluence,data:data13});
errors++;
}
}
}
}
else {
vErrors = add(vErrors, {instancePath:instancePath+"/seats",schemaPath:"#/properties/seats/type",keyword:"type",params:{type: "object"},parentSchema:schema7.properties.seats,data:data8});
errors++;
}
}
if(data.guestsPerPaidUser !== undefined){
let data14 = data.guestsPerPaidUser;
if(!(((typeof data14 == "number") && (!(data14 % 1) && !isNaN(data14))) && (isFinite(data14)))){
vErrors = add(vErrors, {instancePath:instancePath+"/guestsPerPaidUser",schemaPath:"#/properties/guestsPerPaidUser/type",keyword:"type",params:{type: "integer"},parentSchema:schema7.properties.guestsPerPaidUser,data:data14});
errors++;
}
if((typeof data14 == "number") && (isFinite(data14))){
if(data14 < 0 || isNaN(data14)){
vErrors = add(vErrors, {instancePath:instancePath+"/guestsPerPaidUser",schemaPath:"#/properties/guestsPerPaidUser/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},parentSchema:schema7.properties.guestsPerPaidUser,data:data14});
errors++;
}
}
}
if(data.globalPermissions !== undefined){
let data15 = data.globalPermissions;
if(Array.isArray(data15)){
const len2 = data15.length;
for(let i2=0; i2<len2; i2++){
if(!(validate27(data15[i2], {instancePath:instancePath+"/globalPermissions/" + i2,parentData:data15,parentDataProperty:i2,rootData}))){
vErrors = join(vErrors, validate27.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = add(vErrors, {instancePath:instancePath+"/globalPermissions",schemaPath:"#/properties/globalPermissions/type",keyword:"type",params:{type: "array"},parentSchema:schema7.properties.globalPermissions,data:data15});
errors++;
}
}
if(data.limits !== undefined){
if(!(validate34(data.limits, {instancePath:instancePath+"/limits",parentData:data,parentDataProperty:"limits",rootData}))){
vErrors = join(vErrors, validate34.errors);
errors = vErrors.length;
}
}
if(data.lint !== undefined){
let data18 = data.lint;
if(data18 && typeof data18 == "object" && !Array.isArray(data18)){
for(const key2 in data18){
let data19 = data18[key2];
if(typeof data19 !== "string"){
vErrors = add(vErrors, {instancePath:instancePath+"/lint/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/lint/additionalProperties/type",keyword:"type",params:{type: "string"},parentSchema:schema7.properties.lint.additionalProperties,data:data19});
errors++;
}
if(!(((data19 === "off") || (data19 === "warning")) || (data19 === "error"))){
vErrors = add(vErrors, {instancePath:instancePath+"/lint/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/lint/additionalProperties/enum",keyword:"enum",params:{allowedValues: schema7.properties.lint.additionalProperties.enum},parentSchema:schema7.properties.lint.additionalProperties,data:data19});
errors++;
}
}
}
else {
vErrors = add(vErrors, {instancePath:instancePath+"/lint",schemaPath:"#/properties/lint/type",keyword:"type",params:{type: "object"},parentSchema:schema7.properties.lint,data:data18});
errors++;
}
}
if(data.description !== undefined){
if(!(validate36(data.description, {instancePath:instancePath+"/description",parentData:data,parentDataProperty:"description",rootData}))){
vErrors = join(vErrors, validate36.errors);
errors = vErrors.length;
}
}
if(data.owner !== undefined){
if(!(validate38(data.owner, {instancePath:instancePath+"/owner",parentData:data,parentDataProperty:"owner",rootData}))){
vErrors = join(vErrors, validate38.errors);
errors = vErrors.length;
}
}
if(data.labels !== undefined){
if(!(validate40(data.labels, {instancePath:instancePath+"/labels",parentData:data,parentDataProperty:"labels",rootData}))){
vErrors = join(vErrors, validate40.errors);
errors = vErrors.length;
}
}
if(data.formerly !== undefined){
if(!(validate42(data.formerly, {instancePath:instancePath+"/formerly",parentData:data,parentDataProperty:"formerly",rootData}))){
vErrors = join(vErrors, validate42.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = add(vErrors, {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},parentSchema:schema7,data});
errors++;
}
validate22.errors = vErrors;
return errors === 0;
}

export const Users = validate44;
const schema18 = {"type":"object","properties":{"kind":{"const":"Users"},"name":{"$ref":"#/$defs/common.name"},"defaults":{"$ref":"#/$defs/users.personDefaults"},"users":{"type":"object","propertyNames":{"type":"string","pattern":"^(?!(?:__proto__|constructor|prototype)$)(?:[^\\s\\p{Cc}\\p{Cs}\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180e\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u3164\\ufeff\\uffa0\\ufff0-\\ufffb\\uffff\\udb40\\udc00-\\udb40\\udcff@]{1,255}|(?!.*\\p{Lu}.*@)[^\\s\\p{Cc}\\p{Cs}\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180e\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u3164\\ufeff\\uffa0\\ufff0-\\ufffb\\uffff\\udb40\\udc00-\\udb40\\udcff]{1,255})$","x-form":"user-id"},"additionalProperties":{"$ref":"#/$defs/users.person"}},"description":{"$ref":"#/$defs/common.description"},"owner":{"$ref":"#/$defs/common.owner"},"labels":{"$ref":"#/$defs/common.labels"},"formerly":{"$ref":"#/$defs/common.formerly"}},"required":["kind","name","users"],"additionalProperties":false};
const schema19 = {"type":"object","properties":{"active":{"type":"boolean"},"audience":{"$ref":"#/$defs/common.audience"},"company":{"type":"string"},"products":{"type":"array","items":{"$ref":"#/$defs/common.productEntry"},"x-entries":["string","object"]},"guest":{"type":["string","array"],"if":{"type":"string"},"then":{"$ref":"#/$defs/users.guestOf"},"items":{"$ref":"#/$defs/users.guestOf"},"minItems":1,"x-entries":"string"},"type":{"$ref":"#/$defs/common.subjectType"},"labels":{"$ref":"#/$defs/common.labels"},"until":{"$ref":"#/$defs/common.until"},"reason":{"$ref":"#/$defs/common.reason"}},"additionalProperties":false};
const schema20 = {"type":"string","enum":["internal","external"]};

function validate47(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(typeof data !== "string"){
vErrors = add(vErrors, {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"},parentSchema:schema20,data});
errors++;
}
if(!((data === "internal") || (data === "external"))){
vErrors = add(vErrors, {instancePath,schemaPath:"#/enum",keyword:"enum",params:{allowedValues: schema20.enum},parentSchema:schema20,data});
errors++;
}
validate47.errors = vErrors;
return errors === 0;
}

const schema21 = {"type":["string","object"],"if":{"type":"string"},"then":{"$ref":"#/$defs/common.product"},"properties":{"product":{"$ref":"#/$defs/common.product"},"until":{"$ref":"#/$defs/common.until"},"reason":{"$ref":"#/$defs/common.reason"}},"required":["product"],"additionalProperties":false};
const schema22 = {"type":"string","enum":["jira-software","jira-servicedesk","jira-core","jira-product-discovery","confluence"]};

function validate50(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(typeof data !== "string"){
vErrors = add(vErrors, {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"},parentSchema:schema22,data});
errors++;
}
if(!(((((data === "jira-software") || (data === "jira-servicedesk")) || (data === "jira-core")) || (data === "jira-product-discovery")) || (data === "confluence"))){
vErrors = add(vErrors, {instancePath,schemaPath:"#/enum",keyword:"enum",params:{allowedValues: schema22.enum},parentSchema:schema22,data});
errors++;
}
validate50.errors = vErrors;
return errors === 0;
}


function validate49(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if((typeof data !== "string") && (!(data && typeof data == "object" && !Array.isArray(data)))){
vErrors = add(vErrors, {instancePath,schemaPath:"#/type",keyword:"type",params:{type: schema21.type},parentSchema:schema21,data});
errors++;
}
const _errs1 = errors;
let valid0 = true;
const _errs2 = errors;
if(typeof data !== "string"){
vErrors = add(vErrors, {});
errors++;
}
var _valid0 = _errs2 === errors;
errors = _errs1;
if(vErrors !== null){
if(_errs1){
vErrors.length = _errs1;
}
else {
vErrors = null;
}
}
if(_valid0){
const _errs4 = errors;
if(!(validate50(data, {instancePath,parentData,parentDataProperty,rootData}))){
vErrors = join(vErrors, validate50.errors);
errors = vErrors.length;
}
var _valid0 = _errs4 === errors;
valid0 = _valid0;
}
if(!valid0){
vErrors = add(vErrors, {instancePath,schemaPath:"#/if",keyword:"if",params:{failingKeyword: "then"},parentSchema:schema21,data});
errors++;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.product === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "product"},parentSchema:schema21,data});
errors++;
}
for(const key0 in data){
if(!(((key0 === "product") || (key0 === "until")) || (key0 === "reason"))){
vErrors = add(vErrors, {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},parentSchema:schema21,data});
errors++;
}
}
if(data.product !== undefined){
if(!(validate50(data.product, {instancePath:instancePath+"/product",parentData:data,parentDataProperty:"product",rootData}))){
vErrors = join(vErrors, validate50.errors);
errors = vErrors.length;
}
}
if(data.until !== undefined){
if(!(validate29(data.until, {instancePath:instancePath+"/until",parentData:data,parentDataProperty:"until",rootData}))){
vErrors = join(vErrors, validate29.errors);
errors = vErrors.length;
}
}
if(data.reason !== undefined){
if(!(validate31(data.reason, {instancePath:instancePath+"/reason",parentData:data,parentDataProperty:"reason",rootData}))){
vErrors = join(vErrors, validate31.errors);
errors = vErrors.length;
}
}
}
validate49.errors = vErrors;
return errors === 0;
}

const schema23 = {"type":"string","enum":["confluence","jira"]};

function validate56(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(typeof data !== "string"){
vErrors = add(vErrors, {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"},parentSchema:schema23,data});
errors++;
}
if(!((data === "confluence") || (data === "jira"))){
vErrors = add(vErrors, {instancePath,schemaPath:"#/enum",keyword:"enum",params:{allowedValues: schema23.enum},parentSchema:schema23,data});
errors++;
}
validate56.errors = vErrors;
return errors === 0;
}

const schema24 = {"type":"string","enum":["person","app"]};

function validate59(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(typeof data !== "string"){
vErrors = add(vErrors, {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"},parentSchema:schema24,data});
errors++;
}
if(!((data === "person") || (data === "app"))){
vErrors = add(vErrors, {instancePath,schemaPath:"#/enum",keyword:"enum",params:{allowedValues: schema24.enum},parentSchema:schema24,data});
errors++;
}
validate59.errors = vErrors;
return errors === 0;
}


function validate46(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(func2.call(schema19.properties, key0))){
vErrors = add(vErrors, {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},parentSchema:schema19,data});
errors++;
}
}
if(data.active !== undefined){
let data0 = data.active;
if(typeof data0 !== "boolean"){
vErrors = add(vErrors, {instancePath:instancePath+"/active",schemaPath:"#/properties/active/type",keyword:"type",params:{type: "boolean"},parentSchema:schema19.properties.active,data:data0});
errors++;
}
}
if(data.audience !== undefined){
if(!(validate47(data.audience, {instancePath:instancePath+"/audience",parentData:data,parentDataProperty:"audience",rootData}))){
vErrors = join(vErrors, validate47.errors);
errors = vErrors.length;
}
}
if(data.company !== undefined){
let data2 = data.company;
if(typeof data2 !== "string"){
vErrors = add(vErrors, {instancePath:instancePath+"/company",schemaPath:"#/properties/company/type",keyword:"type",params:{type: "string"},parentSchema:schema19.properties.company,data:data2});
errors++;
}
}
if(data.products !== undefined){
let data3 = data.products;
if(Array.isArray(data3)){
const len0 = data3.length;
for(let i0=0; i0<len0; i0++){
if(!(validate49(data3[i0], {instancePath:instancePath+"/products/" + i0,parentData:data3,parentDataProperty:i0,rootData}))){
vErrors = join(vErrors, validate49.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = add(vErrors, {instancePath:instancePath+"/products",schemaPath:"#/properties/products/type",keyword:"type",params:{type: "array"},parentSchema:schema19.properties.products,data:data3});
errors++;
}
}
if(data.guest !== undefined){
let data5 = data.guest;
if((typeof data5 !== "string") && (!(Array.isArray(data5)))){
vErrors = add(vErrors, {instancePath:instancePath+"/guest",schemaPath:"#/properties/guest/type",keyword:"type",params:{type: schema19.properties.guest.type},parentSchema:schema19.properties.guest,data:data5});
errors++;
}
const _errs12 = errors;
let valid3 = true;
const _errs13 = errors;
if(typeof data5 !== "string"){
vErrors = add(vErrors, {});
errors++;
}
var _valid0 = _errs13 === errors;
errors = _errs12;
if(vErrors !== null){
if(_errs12){
vErrors.length = _errs12;
}
else {
vErrors = null;
}
}
if(_valid0){
const _errs15 = errors;
if(!(validate56(data5, {instancePath:instancePath+"/guest",parentData:data,parentDataProperty:"guest",rootData}))){
vErrors = join(vErrors, validate56.errors);
errors = vErrors.length;
}
var _valid0 = _errs15 === errors;
valid3 = _valid0;
}
if(!valid3){
vErrors = add(vErrors, {instancePath:instancePath+"/guest",schemaPath:"#/properties/guest/if",keyword:"if",params:{failingKeyword: "then"},parentSchema:schema19.properties.guest,data:data5});
errors++;
}
if(Array.isArray(data5)){
if(data5.length < 1){
vErrors = add(vErrors, {instancePath:instancePath+"/guest",schemaPath:"#/properties/guest/minItems",keyword:"minItems",params:{limit: 1},parentSchema:schema19.properties.guest,data:data5});
errors++;
}
const len1 = data5.length;
for(let i1=0; i1<len1; i1++){
if(!(validate56(data5[i1], {instancePath:instancePath+"/guest/" + i1,parentData:data5,parentDataProperty:i1,rootData}))){
vErrors = join(vErrors, validate56.errors);
errors = vErrors.length;
}
}
}
}
if(data.type !== undefined){
if(!(validate59(data.type, {instancePath:instancePath+"/type",parentData:data,parentDataProperty:"type",rootData}))){
vErrors = join(vErrors, validate59.errors);
errors = vErrors.length;
}
}
if(data.labels !== undefined){
if(!(validate40(data.labels, {instancePath:instancePath+"/labels",parentData:data,parentDataProperty:"labels",rootData}))){
vErrors = join(vErrors, validate40.errors);
errors = vErrors.length;
}
}
if(data.until !== undefined){
if(!(validate29(data.until, {instancePath:instancePath+"/until",parentData:data,parentDataProperty:"until",rootData}))){
vErrors = join(vErrors, validate29.errors);
errors = vErrors.length;
}
}
if(data.reason !== undefined){
if(!(validate31(data.reason, {instancePath:instancePath+"/reason",parentData:data,parentDataProperty:"reason",rootData}))){
vErrors = join(vErrors, validate31.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = add(vErrors, {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},parentSchema:schema19,data});
errors++;
}
validate46.errors = vErrors;
return errors === 0;
}

const schema25 = {"type":"object","properties":{"name":{"type":"string"},"accountId":{"type":"string","pattern":"\\S","x-form":"not-blank"},"active":{"type":"boolean"},"audience":{"$ref":"#/$defs/common.audience"},"company":{"type":"string"},"products":{"type":"array","items":{"$ref":"#/$defs/common.productEntry"},"x-entries":["string","object"]},"guest":{"type":["string","array"],"if":{"type":"string"},"then":{"$ref":"#/$defs/users.guestOf"},"items":{"$ref":"#/$defs/users.guestOf"},"x-entries":"string"},"type":{"$ref":"#/$defs/common.subjectType"},"labels":{"$ref":"#/$defs/common.labels"},"until":{"$ref":"#/$defs/common.until"},"reason":{"$ref":"#/$defs/common.reason"},"formerly":{"$ref":"#/$defs/common.formerly"}},"additionalProperties":false};
const pattern8 = new RegExp("\\S", "u");

function validate65(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(func2.call(schema25.properties, key0))){
vErrors = add(vErrors, {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},parentSchema:schema25,data});
errors++;
}
}
if(data.name !== undefined){
let data0 = data.name;
if(typeof data0 !== "string"){
vErrors = add(vErrors, {instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: "string"},parentSchema:schema25.properties.name,data:data0});
errors++;
}
}
if(data.accountId !== undefined){
let data1 = data.accountId;
if(typeof data1 === "string"){
if(!pattern8.test(data1)){
vErrors = add(vErrors, {instancePath:instancePath+"/accountId",schemaPath:"#/properties/accountId/pattern",keyword:"pattern",params:{},parentSchema:schema25.properties.accountId,data:data1});
errors++;
}
}
else {
vErrors = add(vErrors, {instancePath:instancePath+"/accountId",schemaPath:"#/properties/accountId/type",keyword:"type",params:{type: "string"},parentSchema:schema25.properties.accountId,data:data1});
errors++;
}
}
if(data.active !== undefined){
let data2 = data.active;
if(typeof data2 !== "boolean"){
vErrors = add(vErrors, {instancePath:instancePath+"/active",schemaPath:"#/properties/active/type",keyword:"type",params:{type: "boolean"},parentSchema:schema25.properties.active,data:data2});
errors++;
}
}
if(data.audience !== undefined){
if(!(validate47(data.audience, {instancePath:instancePath+"/audience",parentData:data,parentDataProperty:"audience",rootData}))){
vErrors = join(vErrors, validate47.errors);
errors = vErrors.length;
}
}
if(data.company !== undefined){
let data4 = data.company;
if(typeof data4 !== "string"){
vErrors = add(vErrors, {instancePath:instancePath+"/company",schemaPath:"#/properties/company/type",keyword:"type",params:{type: "string"},parentSchema:schema25.properties.company,data:data4});
errors++;
}
}
if(data.products !== undefined){
let data5 = data.products;
if(Array.isArray(data5)){
const len0 = data5.length;
for(let i0=0; i0<len0; i0++){
if(!(validate49(data5[i0], {instancePath:instancePath+"/products/" + i0,parentData:data5,parentDataProperty:i0,rootData}))){
vErrors = join(vErrors, validate49.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = add(vErrors, {instancePath:instancePath+"/products",schemaPath:"#/properties/products/type",keyword:"type",params:{type: "array"},parentSchema:schema25.properties.products,data:data5});
errors++;
}
}
if(data.guest !== undefined){
let data7 = data.guest;
if((typeof data7 !== "string") && (!(Array.isArray(data7)))){
vErrors = add(vErrors, {instancePath:instancePath+"/guest",schemaPath:"#/properties/guest/type",keyword:"type",params:{type: schema25.properties.guest.type},parentSchema:schema25.properties.guest,data:data7});
errors++;
}
const _errs16 = errors;
let valid3 = true;
const _errs17 = errors;
if(typeof data7 !== "string"){
vErrors = add(vErrors, {});
errors++;
}
var _valid0 = _errs17 === errors;
errors = _errs16;
if(vErrors !== null){
if(_errs16){
vErrors.length = _errs16;
}
else {
vErrors = null;
}
}
if(_valid0){
const _errs19 = errors;
if(!(validate56(data7, {instancePath:instancePath+"/guest",parentData:data,parentDataProperty:"guest",rootData}))){
vErrors = join(vErrors, validate56.errors);
errors = vErrors.length;
}
var _valid0 = _errs19 === errors;
valid3 = _valid0;
}
if(!valid3){
vErrors = add(vErrors, {instancePath:instancePath+"/guest",schemaPath:"#/properties/guest/if",keyword:"if",params:{failingKeyword: "then"},parentSchema:schema25.properties.guest,data:data7});
errors++;
}
if(Array.isArray(data7)){
const len1 = data7.length;
for(let i1=0; i1<len1; i1++){
if(!(validate56(data7[i1], {instancePath:instancePath+"/guest/" + i1,parentData:data7,parentDataProperty:i1,rootData}))){
vErrors = join(vErrors, validate56.errors);
errors = vErrors.length;
}
}
}
}
if(data.type !== undefined){
if(!(validate59(data.type, {instancePath:instancePath+"/type",parentData:data,parentDataProperty:"type",rootData}))){
vErrors = join(vErrors, validate59.errors);
errors = vErrors.length;
}
}
if(data.labels !== undefined){
if(!(validate40(data.labels, {instancePath:instancePath+"/labels",parentData:data,parentDataProperty:"labels",rootData}))){
vErrors = join(vErrors, validate40.errors);
errors = vErrors.length;
}
}
if(data.until !== undefined){
if(!(validate29(data.until, {instancePath:instancePath+"/until",parentData:data,parentDataProperty:"until",rootData}))){
vErrors = join(vErrors, validate29.errors);
errors = vErrors.length;
}
}
if(data.reason !== undefined){
if(!(validate31(data.reason, {instancePath:instancePath+"/reason",parentData:data,parentDataProperty:"reason",rootData}))){
vErrors = join(vErrors, validate31.errors);
errors = vErrors.length;
}
}
if(data.formerly !== undefined){
if(!(validate42(data.formerly, {instancePath:instancePath+"/formerly",parentData:data,parentDataProperty:"formerly",rootData}))){
vErrors = join(vErrors, validate42.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = add(vErrors, {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},parentSchema:schema25,data});
errors++;
}
validate65.errors = vErrors;
return errors === 0;
}

const pattern7 = new RegExp("^(?!(?:__proto__|constructor|prototype)$)(?:[^\\s\\p{Cc}\\p{Cs}\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180e\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u3164\\ufeff\\uffa0\\ufff0-\\ufffb\\uffff\\udb40\\udc00-\\udb40\\udcff@]{1,255}|(?!.*\\p{Lu}.*@)[^\\s\\p{Cc}\\p{Cs}\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180e\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u3164\\ufeff\\uffa0\\ufff0-\\ufffb\\uffff\\udb40\\udc00-\\udb40\\udcff]{1,255})$", "u");

function validate44(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.kind === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "kind"},parentSchema:schema18,data});
errors++;
}
if(data.name === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "name"},parentSchema:schema18,data});
errors++;
}
if(data.users === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "users"},parentSchema:schema18,data});
errors++;
}
for(const key0 in data){
if(!((((((((key0 === "kind") || (key0 === "name")) || (key0 === "defaults")) || (key0 === "users")) || (key0 === "description")) || (key0 === "owner")) || (key0 === "labels")) || (key0 === "formerly"))){
vErrors = add(vErrors, {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},parentSchema:schema18,data});
errors++;
}
}
if(data.kind !== undefined){
let data0 = data.kind;
if("Users" !== data0){
vErrors = add(vErrors, {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "Users"},schema:"Users",parentSchema:schema18.properties.kind,data:data0});
errors++;
}
}
if(data.name !== undefined){
if(!(validate23(data.name, {instancePath:instancePath+"/name",parentData:data,parentDataProperty:"name",rootData}))){
vErrors = join(vErrors, validate23.errors);
errors = vErrors.length;
}
}
if(data.defaults !== undefined){
if(!(validate46(data.defaults, {instancePath:instancePath+"/defaults",parentData:data,parentDataProperty:"defaults",rootData}))){
vErrors = join(vErrors, validate46.errors);
errors = vErrors.length;
}
}
if(data.users !== undefined){
let data3 = data.users;
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
for(const key1 in data3){
const _errs7 = errors;
if(typeof key1 === "string"){
if(!pattern7.test(key1)){
vErrors = add(vErrors, {instancePath:instancePath+"/users",schemaPath:"#/properties/users/propertyNames/pattern",keyword:"pattern",params:{},parentSchema:schema18.properties.users.propertyNames,data:key1,propertyName:key1});
errors++;
}
}
else {
vErrors = add(vErrors, {instancePath:instancePath+"/users",schemaPath:"#/properties/users/propertyNames/type",keyword:"type",params:{type: "string"},parentSchema:schema18.properties.users.propertyNames,data:key1,propertyName:key1});
errors++;
}
var valid1 = _errs7 === errors;
if(!valid1){
vErrors = add(vErrors, {instancePath:instancePath+"/users",schemaPath:"#/properties/users/propertyNames",keyword:"propertyNames",params:{propertyName: key1},parentSchema:schema18.properties.users,data:data3});
errors++;
}
}
for(const key2 in data3){
if(!(validate65(data3[key2], {instancePath:instancePath+"/users/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data3,parentDataProperty:key2,rootData}))){
vErrors = join(vErrors, validate65.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = add(vErrors, {instancePath:instancePath+"/users",schemaPath:"#/properties/users/type",keyword:"type",params:{type: "object"},parentSchema:schema18.properties.users,data:data3});
errors++;
}
}
if(data.description !== undefined){
if(!(validate36(data.description, {instancePath:instancePath+"/description",parentData:data,parentDataProperty:"description",rootData}))){
vErrors = join(vErrors, validate36.errors);
errors = vErrors.length;
}
}
if(data.owner !== undefined){
if(!(validate38(data.owner, {instancePath:instancePath+"/owner",parentData:data,parentDataProperty:"owner",rootData}))){
vErrors = join(vErrors, validate38.errors);
errors = vErrors.length;
}
}
if(data.labels !== undefined){
if(!(validate40(data.labels, {instancePath:instancePath+"/labels",parentData:data,parentDataProperty:"labels",rootData}))){
vErrors = join(vErrors, validate40.errors);
errors = vErrors.length;
}
}
if(data.formerly !== undefined){
if(!(validate42(data.formerly, {instancePath:instancePath+"/formerly",parentData:data,parentDataProperty:"formerly",rootData}))){
vErrors = join(vErrors, validate42.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = add(vErrors, {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},parentSchema:schema18,data});
errors++;
}
validate44.errors = vErrors;
return errors === 0;
}

export const Group = validate80;
const schema26 = {"type":"object","properties":{"kind":{"const":"Group"},"name":{"$ref":"#/$defs/common.name"},"members":{"type":"array","items":{"$ref":"#/$defs/common.userEntry"},"x-entries":["string","object"]},"includes":{"type":"array","items":{"type":"string"}},"products":{"type":"array","items":{"$ref":"#/$defs/common.product"},"x-entries":"string"},"managedBy":{"type":"string","enum":["git","idp","open"]},"audience":{"$ref":"#/$defs/common.audience"},"observed":{"$ref":"#/$defs/group.observed"},"description":{"$ref":"#/$defs/common.description"},"owner":{"$ref":"#/$defs/common.owner"},"labels":{"$ref":"#/$defs/common.labels"},"formerly":{"$ref":"#/$defs/common.formerly"}},"required":["kind","name"],"additionalProperties":false};
const schema27 = {"type":["string","object"],"pattern":"^\\S*$","x-form":"person","properties":{"user":{"$ref":"#/$defs/common.person"},"until":{"$ref":"#/$defs/common.until"},"reason":{"$ref":"#/$defs/common.reason"}},"required":["user"],"additionalProperties":false};
const pattern9 = new RegExp("^\\S*$", "u");
const schema28 = {"type":"string","pattern":"^\\S*$","x-form":"person"};

function validate83(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(typeof data === "string"){
if(!pattern9.test(data)){
vErrors = add(vErrors, {instancePath,schemaPath:"#/pattern",keyword:"pattern",params:{},parentSchema:schema28,data});
errors++;
}
}
else {
vErrors = add(vErrors, {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"},parentSchema:schema28,data});
errors++;
}
validate83.errors = vErrors;
return errors === 0;
}


function validate82(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if((typeof data !== "string") && (!(data && typeof data == "object" && !Array.isArray(data)))){
vErrors = add(vErrors, {instancePath,schemaPath:"#/type",keyword:"type",params:{type: schema27.type},parentSchema:schema27,data});
errors++;
}
if(typeof data === "string"){
if(!pattern9.test(data)){
vErrors = add(vErrors, {instancePath,schemaPath:"#/pattern",keyword:"pattern",params:{},parentSchema:schema27,data});
errors++;
}
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.user === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "user"},parentSchema:schema27,data});
errors++;
}
for(const key0 in data){
if(!(((key0 === "user") || (key0 === "until")) || (key0 === "reason"))){
vErrors = add(vErrors, {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},parentSchema:schema27,data});
errors++;
}
}
if(data.user !== undefined){
if(!(validate83(data.user, {instancePath:instancePath+"/user",parentData:data,parentDataProperty:"user",rootData}))){
vErrors = join(vErrors, validate83.errors);
errors = vErrors.length;
}
}
if(data.until !== undefined){
if(!(validate29(data.until, {instancePath:instancePath+"/until",parentData:data,parentDataProperty:"until",rootData}))){
vErrors = join(vErrors, validate29.errors);
errors = vErrors.length;
}
}
if(data.reason !== undefined){
if(!(validate31(data.reason, {instancePath:instancePath+"/reason",parentData:data,parentDataProperty:"reason",rootData}))){
vErrors = join(vErrors, validate31.errors);
errors = vErrors.length;
}
}
}
validate82.errors = vErrors;
return errors === 0;
}

const schema29 = {"type":"object","properties":{"on":{"$ref":"#/$defs/common.date"},"members":{"type":"array","items":{"$ref":"#/$defs/common.userEntry"},"x-entries":["string","object"]}},"required":["on","members"],"additionalProperties":false};

function validate91(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(typeof data === "string"){
if(!pattern4.test(data)){
vErrors = add(vErrors, {instancePath,schemaPath:"#/pattern",keyword:"pattern",params:{},parentSchema:schema11,data});
errors++;
}
}
else {
vErrors = add(vErrors, {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"},parentSchema:schema11,data});
errors++;
}
validate91.errors = vErrors;
return errors === 0;
}


function validate90(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.on === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "on"},parentSchema:schema29,data});
errors++;
}
if(data.members === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "members"},parentSchema:schema29,data});
errors++;
}
for(const key0 in data){
if(!((key0 === "on") || (key0 === "members"))){
vErrors = add(vErrors, {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},parentSchema:schema29,data});
errors++;
}
}
if(data.on !== undefined){
if(!(validate91(data.on, {instancePath:instancePath+"/on",parentData:data,parentDataProperty:"on",rootData}))){
vErrors = join(vErrors, validate91.errors);
errors = vErrors.length;
}
}
if(data.members !== undefined){
let data1 = data.members;
if(Array.isArray(data1)){
const len0 = data1.length;
for(let i0=0; i0<len0; i0++){
if(!(validate82(data1[i0], {instancePath:instancePath+"/members/" + i0,parentData:data1,parentDataProperty:i0,rootData}))){
vErrors = join(vErrors, validate82.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = add(vErrors, {instancePath:instancePath+"/members",schemaPath:"#/properties/members/type",keyword:"type",params:{type: "array"},parentSchema:schema29.properties.members,data:data1});
errors++;
}
}
}
else {
vErrors = add(vErrors, {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},parentSchema:schema29,data});
errors++;
}
validate90.errors = vErrors;
return errors === 0;
}


function validate80(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.kind === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "kind"},parentSchema:schema26,data});
errors++;
}
if(data.name === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "name"},parentSchema:schema26,data});
errors++;
}
for(const key0 in data){
if(!(func2.call(schema26.properties, key0))){
vErrors = add(vErrors, {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},parentSchema:schema26,data});
errors++;
}
}
if(data.kind !== undefined){
let data0 = data.kind;
if("Group" !== data0){
vErrors = add(vErrors, {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "Group"},schema:"Group",parentSchema:schema26.properties.kind,data:data0});
errors++;
}
}
if(data.name !== undefined){
if(!(validate23(data.name, {instancePath:instancePath+"/name",parentData:data,parentDataProperty:"name",rootData}))){
vErrors = join(vErrors, validate23.errors);
errors = vErrors.length;
}
}
if(data.members !== undefined){
let data2 = data.members;
if(Array.isArray(data2)){
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
if(!(validate82(data2[i0], {instancePath:instancePath+"/members/" + i0,parentData:data2,parentDataProperty:i0,rootData}))){
vErrors = join(vErrors, validate82.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = add(vErrors, {instancePath:instancePath+"/members",schemaPath:"#/properties/members/type",keyword:"type",params:{type: "array"},parentSchema:schema26.properties.members,data:data2});
errors++;
}
}
if(data.includes !== undefined){
let data4 = data.includes;
if(Array.isArray(data4)){
const len1 = data4.length;
for(let i1=0; i1<len1; i1++){
let data5 = data4[i1];
if(typeof data5 !== "string"){
vErrors = add(vErrors, {instancePath:instancePath+"/includes/" + i1,schemaPath:"#/properties/includes/items/type",keyword:"type",params:{type: "string"},parentSchema:schema26.properties.includes.items,data:data5});
errors++;
}
}
}
else {
vErrors = add(vErrors, {instancePath:instancePath+"/includes",schemaPath:"#/properties/includes/type",keyword:"type",params:{type: "array"},parentSchema:schema26.properties.includes,data:data4});
errors++;
}
}
if(data.products !== undefined){
let data6 = data.products;
if(Array.isArray(data6)){
const len2 = data6.length;
for(let i2=0; i2<len2; i2++){
if(!(validate50(data6[i2], {instancePath:instancePath+"/products/" + i2,parentData:data6,parentDataProperty:i2,rootData}))){
vErrors = join(vErrors, validate50.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = add(vErrors, {instancePath:instancePath+"/products",schemaPath:"#/properties/products/type",keyword:"type",params:{type: "array"},parentSchema:schema26.properties.products,data:data6});
errors++;
}
}
if(data.managedBy !== undefined){
let data8 = data.managedBy;
if(typeof data8 !== "string"){
vErrors = add(vErrors, {instancePath:instancePath+"/managedBy",schemaPath:"#/properties/managedBy/type",keyword:"type",params:{type: "string"},parentSchema:schema26.properties.managedBy,data:data8});
errors++;
}
if(!(((data8 === "git") || (data8 === "idp")) || (data8 === "open"))){
vErrors = add(vErrors, {instancePath:instancePath+"/managedBy",schemaPath:"#/properties/managedBy/enum",keyword:"enum",params:{allowedValues: schema26.properties.managedBy.enum},parentSchema:schema26.properties.managedBy,data:data8});
errors++;
}
}
if(data.audience !== undefined){
if(!(validate47(data.audience, {instancePath:instancePath+"/audience",parentData:data,parentDataProperty:"audience",rootData}))){
vErrors = join(vErrors, validate47.errors);
errors = vErrors.length;
}
}
if(data.observed !== undefined){
if(!(validate90(data.observed, {instancePath:instancePath+"/observed",parentData:data,parentDataProperty:"observed",rootData}))){
vErrors = join(vErrors, validate90.errors);
errors = vErrors.length;
}
}
if(data.description !== undefined){
if(!(validate36(data.description, {instancePath:instancePath+"/description",parentData:data,parentDataProperty:"description",rootData}))){
vErrors = join(vErrors, validate36.errors);
errors = vErrors.length;
}
}
if(data.owner !== undefined){
if(!(validate38(data.owner, {instancePath:instancePath+"/owner",parentData:data,parentDataProperty:"owner",rootData}))){
vErrors = join(vErrors, validate38.errors);
errors = vErrors.length;
}
}
if(data.labels !== undefined){
if(!(validate40(data.labels, {instancePath:instancePath+"/labels",parentData:data,parentDataProperty:"labels",rootData}))){
vErrors = join(vErrors, validate40.errors);
errors = vErrors.length;
}
}
if(data.formerly !== undefined){
if(!(validate42(data.formerly, {instancePath:instancePath+"/formerly",parentData:data,parentDataProperty:"formerly",rootData}))){
vErrors = join(vErrors, validate42.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = add(vErrors, {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},parentSchema:schema26,data});
errors++;
}
validate80.errors = vErrors;
return errors === 0;
}

export const Role = validate99;
const schema31 = {"type":"object","properties":{"kind":{"const":"Role"},"name":{"$ref":"#/$defs/common.name"},"defaultActors":{"type":"array","items":{"$ref":"#/$defs/common.subject"},"x-entries":"string"},"description":{"$ref":"#/$defs/common.description"},"owner":{"$ref":"#/$defs/common.owner"},"labels":{"$ref":"#/$defs/common.labels"},"formerly":{"$ref":"#/$defs/common.formerly"}},"required":["kind","name"],"additionalProperties":false};

function validate99(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.kind === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "kind"},parentSchema:schema31,data});
errors++;
}
if(data.name === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "name"},parentSchema:schema31,data});
errors++;
}
for(const key0 in data){
if(!(((((((key0 === "kind") || (key0 === "name")) || (key0 === "defaultActors")) || (key0 === "description")) || (key0 === "owner")) || (key0 === "labels")) || (key0 === "formerly"))){
vErrors = add(vErrors, {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},parentSchema:schema31,data});
errors++;
}
}
if(data.kind !== undefined){
let data0 = data.kind;
if("Role" !== data0){
vErrors = add(vErrors, {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "Role"},schema:"Role",parentSchema:schema31.properties.kind,data:data0});
errors++;
}
}
if(data.name !== undefined){
if(!(validate23(data.name, {instancePath:instancePath+"/name",parentData:data,parentDataProperty:"name",rootData}))){
vErrors = join(vErrors, validate23.errors);
errors = vErrors.length;
}
}
if(data.defaultActors !== undefined){
let data2 = data.defaultActors;
if(Array.isArray(data2)){
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
if(!(validate25(data2[i0], {instancePath:instancePath+"/defaultActors/" + i0,parentData:data2,parentDataProperty:i0,rootData}))){
vErrors = join(vErrors, validate25.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = add(vErrors, {instancePath:instancePath+"/defaultActors",schemaPath:"#/properties/defaultActors/type",keyword:"type",params:{type: "array"},parentSchema:schema31.properties.defaultActors,data:data2});
errors++;
}
}
if(data.description !== undefined){
if(!(validate36(data.description, {instancePath:instancePath+"/description",parentData:data,parentDataProperty:"description",rootData}))){
vErrors = join(vErrors, validate36.errors);
errors = vErrors.length;
}
}
if(data.owner !== undefined){
if(!(validate38(data.owner, {instancePath:instancePath+"/owner",parentData:data,parentDataProperty:"owner",rootData}))){
vErrors = join(vErrors, validate38.errors);
errors = vErrors.length;
}
}
if(data.labels !== undefined){
if(!(validate40(data.labels, {instancePath:instancePath+"/labels",parentData:data,parentDataProperty:"labels",rootData}))){
vErrors = join(vErrors, validate40.errors);
errors = vErrors.length;
}
}
if(data.formerly !== undefined){
if(!(validate42(data.formerly, {instancePath:instancePath+"/formerly",parentData:data,parentDataProperty:"formerly",rootData}))){
vErrors = join(vErrors, validate42.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = add(vErrors, {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},parentSchema:schema31,data});
errors++;
}
validate99.errors = vErrors;
return errors === 0;
}

export const Bundle = validate106;
const schema32 = {"type":"object","properties":{"kind":{"const":"Bundle"},"name":{"$ref":"#/$defs/common.name"},"permissions":{"type":"array","items":{"type":"string"}},"description":{"$ref":"#/$defs/common.description"},"owner":{"$ref":"#/$defs/common.owner"},"labels":{"$ref":"#/$defs/common.labels"},"formerly":{"$ref":"#/$defs/common.formerly"}},"required":["kind","name","permissions"],"additionalProperties":false};

function validate106(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.kind === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "kind"},parentSchema:schema32,data});
errors++;
}
if(data.name === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "name"},parentSchema:schema32,data});
errors++;
}
if(data.permissions === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "permissions"},parentSchema:schema32,data});
errors++;
}
for(const key0 in data){
if(!(((((((key0 === "kind") || (key0 === "name")) || (key0 === "permissions")) || (key0 === "description")) || (key0 === "owner")) || (key0 === "labels")) || (key0 === "formerly"))){
vErrors = add(vErrors, {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},parentSchema:schema32,data});
errors++;
}
}
if(data.kind !== undefined){
let data0 = data.kind;
if("Bundle" !== data0){
vErrors = add(vErrors, {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "Bundle"},schema:"Bundle",parentSchema:schema32.properties.kind,data:data0});
errors++;
}
}
if(data.name !== undefined){
if(!(validate23(data.name, {instancePath:instancePath+"/name",parentData:data,parentDataProperty:"name",rootData}))){
vErrors = join(vErrors, validate23.errors);
errors = vErrors.length;
}
}
if(data.permissions !== undefined){
let data2 = data.permissions;
if(Array.isArray(data2)){
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
let data3 = data2[i0];
if(typeof data3 !== "string"){
vErrors = add(vErrors, {instancePath:instancePath+"/permissions/" + i0,schemaPath:"#/properties/permissions/items/type",keyword:"type",params:{type: "string"},parentSchema:schema32.properties.permissions.items,data:data3});
errors++;
}
}
}
else {
vErrors = add(vErrors, {instancePath:instancePath+"/permissions",schemaPath:"#/properties/permissions/type",keyword:"type",params:{type: "array"},parentSchema:schema32.properties.permissions,data:data2});
errors++;
}
}
if(data.description !== undefined){
if(!(validate36(data.description, {instancePath:instancePath+"/description",parentData:data,parentDataProperty:"description",rootData}))){
vErrors = join(vErrors, validate36.errors);
errors = vErrors.length;
}
}
if(data.owner !== undefined){
if(!(validate38(data.owner, {instancePath:instancePath+"/owner",parentData:data,parentDataProperty:"owner",rootData}))){
vErrors = join(vErrors, validate38.errors);
errors = vErrors.length;
}
}
if(data.labels !== undefined){
if(!(validate40(data.labels, {instancePath:instancePath+"/labels",parentData:data,parentDataProperty:"labels",rootData}))){
vErrors = join(vErrors, validate40.errors);
errors = vErrors.length;
}
}
if(data.formerly !== undefined){
if(!(validate42(data.formerly, {instancePath:instancePath+"/formerly",parentData:data,parentDataProperty:"formerly",rootData}))){
vErrors = join(vErrors, validate42.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = add(vErrors, {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},parentSchema:schema32,data});
errors++;
}
validate106.errors = vErrors;
return errors === 0;
}

export const Scheme = validate112;
const schema33 = {"type":"object","properties":{"kind":{"const":"Scheme"},"name":{"$ref":"#/$defs/common.name"},"grants":{"type":"array","items":{"$ref":"#/$defs/scheme.grant"},"x-entries":"object"},"description":{"$ref":"#/$defs/common.description"},"owner":{"$ref":"#/$defs/common.owner"},"labels":{"$ref":"#/$defs/common.labels"},"formerly":{"$ref":"#/$defs/common.formerly"}},"required":["kind","name","grants"],"additionalProperties":false};
const schema34 = {"type":"object","properties":{"to":{"type":"array","items":{"$ref":"#/$defs/common.subject"},"minItems":1,"x-entries":"string"},"allow":{"$ref":"#/$defs/common.jiraPermissions"},"until":{"$ref":"#/$defs/common.until"},"reason":{"$ref":"#/$defs/common.reason"}},"required":["to","allow"],"additionalProperties":false};
const schema35 = {"type":"array","items":{"type":"string"},"minItems":1};

function validate116(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(Array.isArray(data)){
if(data.length < 1){
vErrors = add(vErrors, {instancePath,schemaPath:"#/minItems",keyword:"minItems",params:{limit: 1},parentSchema:schema35,data});
errors++;
}
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
let data0 = data[i0];
if(typeof data0 !== "string"){
vErrors = add(vErrors, {instancePath:instancePath+"/" + i0,schemaPath:"#/items/type",keyword:"type",params:{type: "string"},parentSchema:schema35.items,data:data0});
errors++;
}
}
}
else {
vErrors = add(vErrors, {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "array"},parentSchema:schema35,data});
errors++;
}
validate116.errors = vErrors;
return errors === 0;
}


function validate114(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.to === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "to"},parentSchema:schema34,data});
errors++;
}
if(data.allow === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "allow"},parentSchema:schema34,data});
errors++;
}
for(const key0 in data){
if(!((((key0 === "to") || (key0 === "allow")) || (key0 === "until")) || (key0 === "reason"))){
vErrors = add(vErrors, {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},parentSchema:schema34,data});
errors++;
}
}
if(data.to !== undefined){
let data0 = data.to;
if(Array.isArray(data0)){
if(data0.length < 1){
vErrors = add(vErrors, {instancePath:instancePath+"/to",schemaPath:"#/properties/to/minItems",keyword:"minItems",params:{limit: 1},parentSchema:schema34.properties.to,data:data0});
errors++;
}
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
if(!(validate25(data0[i0], {instancePath:instancePath+"/to/" + i0,parentData:data0,parentDataProperty:i0,rootData}))){
vErrors = join(vErrors, validate25.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = add(vErrors, {instancePath:instancePath+"/to",schemaPath:"#/properties/to/type",keyword:"type",params:{type: "array"},parentSchema:schema34.properties.to,data:data0});
errors++;
}
}
if(data.allow !== undefined){
if(!(validate116(data.allow, {instancePath:instancePath+"/allow",parentData:data,parentDataProperty:"allow",rootData}))){
vErrors = join(vErrors, validate116.errors);
errors = vErrors.length;
}
}
if(data.until !== undefined){
if(!(validate29(data.until, {instancePath:instancePath+"/until",parentData:data,parentDataProperty:"until",rootData}))){
vErrors = join(vErrors, validate29.errors);
errors = vErrors.length;
}
}
if(data.reason !== undefined){
if(!(validate31(data.reason, {instancePath:instancePath+"/reason",parentData:data,parentDataProperty:"reason",rootData}))){
vErrors = join(vErrors, validate31.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = add(vErrors, {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},parentSchema:schema34,data});
errors++;
}
validate114.errors = vErrors;
return errors === 0;
}


function validate112(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.kind === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "kind"},parentSchema:schema33,data});
errors++;
}
if(data.name === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "name"},parentSchema:schema33,data});
errors++;
}
if(data.grants === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "grants"},parentSchema:schema33,data});
errors++;
}
for(const key0 in data){
if(!(((((((key0 === "kind") || (key0 === "name")) || (key0 === "grants")) || (key0 === "description")) || (key0 === "owner")) || (key0 === "labels")) || (key0 === "formerly"))){
vErrors = add(vErrors, {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},parentSchema:schema33,data});
errors++;
}
}
if(data.kind !== undefined){
let data0 = data.kind;
if("Scheme" !== data0){
vErrors = add(vErrors, {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "Scheme"},schema:"Scheme",parentSchema:schema33.properties.kind,data:data0});
errors++;
}
}
if(data.name !== undefined){
if(!(validate23(data.name, {instancePath:instancePath+"/name",parentData:data,parentDataProperty:"name",rootData}))){
vErrors = join(vErrors, validate23.errors);
errors = vErrors.length;
}
}
if(data.grants !== undefined){
let data2 = data.grants;
if(Array.isArray(data2)){
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
if(!(validate114(data2[i0], {instancePath:instancePath+"/grants/" + i0,parentData:data2,parentDataProperty:i0,rootData}))){
vErrors = join(vErrors, validate114.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = add(vErrors, {instancePath:instancePath+"/grants",schemaPath:"#/properties/grants/type",keyword:"type",params:{type: "array"},parentSchema:schema33.properties.grants,data:data2});
errors++;
}
}
if(data.description !== undefined){
if(!(validate36(data.description, {instancePath:instancePath+"/description",parentData:data,parentDataProperty:"description",rootData}))){
vErrors = join(vErrors, validate36.errors);
errors = vErrors.length;
}
}
if(data.owner !== undefined){
if(!(validate38(data.owner, {instancePath:instancePath+"/owner",parentData:data,parentDataProperty:"owner",rootData}))){
vErrors = join(vErrors, validate38.errors);
errors = vErrors.length;
}
}
if(data.labels !== undefined){
if(!(validate40(data.labels, {instancePath:instancePath+"/labels",parentData:data,parentDataProperty:"labels",rootData}))){
vErrors = join(vErrors, validate40.errors);
errors = vErrors.length;
}
}
if(data.formerly !== undefined){
if(!(validate42(data.formerly, {instancePath:instancePath+"/formerly",parentData:data,parentDataProperty:"formerly",rootData}))){
vErrors = join(vErrors, validate42.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = add(vErrors, {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},parentSchema:schema33,data});
errors++;
}
validate112.errors = vErrors;
return errors === 0;
}

export const Project = validate125;
const schema36 = {"type":"object","properties":{"kind":{"const":"Project"},"key":{"$ref":"#/$defs/common.projectKey"},"product":{"type":"string","enum":["jira-software","jira-servicedesk","jira-core","jira-product-discovery"]},"style":{"type":"string","enum":["company-managed","team-managed"]},"lead":{"type":"string"},"scheme":{"type":"string"},"access":{"type":"string","enum":["open","limited","private"]},"archived":{"type":"boolean"},"roles":{"type":"object","additionalProperties":{"type":"array","items":{"$ref":"#/$defs/common.subjectEntry"},"x-entries":["string","object"]}},"guests":{"type":"array","items":{"$ref":"#/$defs/common.userEntry"},"x-entries":["string","object"]},"description":{"$ref":"#/$defs/common.description"},"owner":{"$ref":"#/$defs/common.owner"},"labels":{"$ref":"#/$defs/common.labels"},"formerly":{"$ref":"#/$defs/common.formerly"}},"required":["kind","key"],"additionalProperties":false,"if":{"properties":{"style":{"const":"team-managed"}},"required":["style"]},"then":{"required":["access"],"properties":{"scheme":false}},"else":{"required":["scheme"],"properties":{"access":false}}};
const schema37 = {"type":"string","pattern":"^[A-Z][A-Z0-9_]{1,9}$","x-form":"project-key"};
const pattern12 = new RegExp("^[A-Z][A-Z0-9_]{1,9}$", "u");

function validate126(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(typeof data === "string"){
if(!pattern12.test(data)){
vErrors = add(vErrors, {instancePath,schemaPath:"#/pattern",keyword:"pattern",params:{},parentSchema:schema37,data});
errors++;
}
}
else {
vErrors = add(vErrors, {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"},parentSchema:schema37,data});
errors++;
}
validate126.errors = vErrors;
return errors === 0;
}

const schema38 = {"type":["string","object"],"pattern":"^(?!.*\\s-\\s+(?:user|group|role):)","x-form":"subject","properties":{"subject":{"$ref":"#/$defs/common.subject"},"until":{"$ref":"#/$defs/common.until"},"reason":{"$ref":"#/$defs/common.reason"}},"required":["subject"],"additionalProperties":false};

function validate128(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if((typeof data !== "string") && (!(data && typeof data == "object" && !Array.isArray(data)))){
vErrors = add(vErrors, {instancePath,schemaPath:"#/type",keyword:"type",params:{type: schema38.type},parentSchema:schema38,data});
errors++;
}
if(typeof data === "string"){
if(!pattern3.test(data)){
vErrors = add(vErrors, {instancePath,schemaPath:"#/pattern",keyword:"pattern",params:{},parentSchema:schema38,data});
errors++;
}
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.subject === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "subject"},parentSchema:schema38,data});
errors++;
}
for(const key0 in data){
if(!(((key0 === "subject") || (key0 === "until")) || (key0 === "reason"))){
vErrors = add(vErrors, {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},parentSchema:schema38,data});
errors++;
}
}
if(data.subject !== undefined){
if(!(validate25(data.subject, {instancePath:instancePath+"/subject",parentData:data,parentDataProperty:"subject",rootData}))){
vErrors = join(vErrors, validate25.errors);
errors = vErrors.length;
}
}
if(data.until !== undefined){
if(!(validate29(data.until, {instancePath:instancePath+"/until",parentData:data,parentDataProperty:"until",rootData}))){
vErrors = join(vErrors, validate29.errors);
errors = vErrors.length;
}
}
if(data.reason !== undefined){
if(!(validate31(data.reason, {instancePath:instancePath+"/reason",parentData:data,parentDataProperty:"reason",rootData}))){
vErrors = join(vErrors, validate31.errors);
errors = vErrors.length;
}
}
}
validate128.errors = vErrors;
return errors === 0;
}


function validate125(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
const _errs1 = errors;
let valid0 = true;
const _errs2 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.style === undefined) && (missing0 = "style")){
vErrors = add(vErrors, {});
errors++;
}
else {
if(data.style !== undefined){
if("team-managed" !== data.style){
vErrors = add(vErrors, {});
errors++;
}
}
}
}
var _valid0 = _errs2 === errors;
errors = _errs1;
if(vErrors !== null){
if(_errs1){
vErrors.length = _errs1;
}
else {
vErrors = null;
}
}
let ifClause0;
if(_valid0){
const _errs4 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.access === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/then/required",keyword:"required",params:{missingProperty: "access"},parentSchema:schema36.then,data});
errors++;
}
if(data.scheme !== undefined){
vErrors = add(vErrors, {instancePath:instancePath+"/scheme",schemaPath:"#/then/properties/scheme/false schema",keyword:"false schema",params:{},parentSchema:schema36.then.properties.scheme,data:data.scheme});
errors++;
}
}
var _valid0 = _errs4 === errors;
valid0 = _valid0;
ifClause0 = "then";
}
else {
const _errs5 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.scheme === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/else/required",keyword:"required",params:{missingProperty: "scheme"},parentSchema:schema36.else,data});
errors++;
}
if(data.access !== undefined){
vErrors = add(vErrors, {instancePath:instancePath+"/access",schemaPath:"#/else/properties/access/false schema",keyword:"false schema",params:{},parentSchema:schema36.else.properties.access,data:data.access});
errors++;
}
}
var _valid0 = _errs5 === errors;
valid0 = _valid0;
ifClause0 = "else";
}
if(!valid0){
vErrors = add(vErrors, {instancePath,schemaPath:"#/if",keyword:"if",params:{failingKeyword: ifClause0},parentSchema:schema36,data});
errors++;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.kind === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "kind"},parentSchema:schema36,data});
errors++;
}
if(data.key === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "key"},parentSchema:schema36,data});
errors++;
}
for(const key0 in data){
if(!(func2.call(schema36.properties, key0))){
vErrors = add(vErrors, {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},parentSchema:schema36,data});
errors++;
}
}
if(data.kind !== undefined){
let data3 = data.kind;
if("Project" !== data3){
vErrors = add(vErrors, {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "Project"},schema:"Project",parentSchema:schema36.properties.kind,data:data3});
errors++;
}
}
if(data.key !== undefined){
if(!(validate126(data.key, {instancePath:instancePath+"/key",parentData:data,parentDataProperty:"key",rootData}))){
vErrors = join(vErrors, validate126.errors);
errors = vErrors.length;
}
}
if(data.product !== undefined){
let data5 = data.product;
if(typeof data5 !== "string"){
vErrors = add(vErrors, {instancePath:instancePath+"/product",schemaPath:"#/properties/product/type",keyword:"type",params:{type: "string"},parentSchema:schema36.properties.product,data:data5});
errors++;
}
if(!((((data5 === "jira-software") || (data5 === "jira-servicedesk")) || (data5 === "jira-core")) || (data5 === "jira-product-discovery"))){
vErrors = add(vErrors, {instancePath:instancePath+"/product",schemaPath:"#/properties/product/enum",keyword:"enum",params:{allowedValues: schema36.properties.product.enum},parentSchema:schema36.properties.product,data:data5});
errors++;
}
}
if(data.style !== undefined){
let data6 = data.style;
if(typeof data6 !== "string"){
vErrors = add(vErrors, {instancePath:instancePath+"/style",schemaPath:"#/properties/style/type",keyword:"type",params:{type: "string"},parentSchema:schema36.properties.style,data:data6});
errors++;
}
if(!((data6 === "company-managed") || (data6 === "team-managed"))){
vErrors = add(vErrors, {instancePath:instancePath+"/style",schemaPath:"#/properties/style/enum",keyword:"enum",params:{allowedValues: schema36.properties.style.enum},parentSchema:schema36.properties.style,data:data6});
errors++;
}
}
if(data.lead !== undefined){
let data7 = data.lead;
if(typeof data7 !== "string"){
vErrors = add(vErrors, {instancePath:instancePath+"/lead",schemaPath:"#/properties/lead/type",keyword:"type",params:{type: "string"},parentSchema:schema36.properties.lead,data:data7});
errors++;
}
}
if(data.scheme !== undefined){
let data8 = data.scheme;
if(typeof data8 !== "string"){
vErrors = add(vErrors, {instancePath:instancePath+"/scheme",schemaPath:"#/properties/scheme/type",keyword:"type",params:{type: "string"},parentSchema:schema36.properties.scheme,data:data8});
errors++;
}
}
if(data.access !== undefined){
let data9 = data.access;
if(typeof data9 !== "string"){
vErrors = add(vErrors, {instancePath:instancePath+"/access",schemaPath:"#/properties/access/type",keyword:"type",params:{type: "string"},parentSchema:schema36.properties.access,data:data9});
errors++;
}
if(!(((data9 === "open") || (data9 === "limited")) || (data9 === "private"))){
vErrors = add(vErrors, {instancePath:instancePath+"/access",schemaPath:"#/properties/access/enum",keyword:"enum",params:{allowedValues: schema36.properties.access.enum},parentSchema:schema36.properties.access,data:data9});
errors++;
}
}
if(data.archived !== undefined){
let data10 = data.archived;
if(typeof data10 !== "boolean"){
vErrors = add(vErrors, {instancePath:instancePath+"/archived",schemaPath:"#/properties/archived/type",keyword:"type",params:{type: "boolean"},parentSchema:schema36.properties.archived,data:data10});
errors++;
}
}
if(data.roles !== undefined){
let data11 = data.roles;
if(data11 && typeof data11 == "object" && !Array.isArray(data11)){
for(const key1 in data11){
let data12 = data11[key1];
if(Array.isArray(data12)){
const len0 = data12.length;
for(let i0=0; i0<len0; i0++){
if(!(validate128(data12[i0], {instancePath:instancePath+"/roles/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + i0,parentData:data12,parentDataProperty:i0,rootData}))){
vErrors = join(vErrors, validate128.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = add(vErrors, {instancePath:instancePath+"/roles/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/roles/additionalProperties/type",keyword:"type",params:{type: "array"},parentSchema:schema36.properties.roles.additionalProperties,data:data12});
errors++;
}
}
}
else {
vErrors = add(vErrors, {instancePath:instancePath+"/roles",schemaPath:"#/properties/roles/type",keyword:"type",params:{type: "object"},parentSchema:schema36.properties.roles,data:data11});
errors++;
}
}
if(data.guests !== undefined){
let data14 = data.guests;
if(Array.isArray(data14)){
const len1 = data14.length;
for(let i1=0; i1<len1; i1++){
if(!(validate82(data14[i1], {instancePath:instancePath+"/guests/" + i1,parentData:data14,parentDataProperty:i1,rootData}))){
vErrors = join(vErrors, validate82.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = add(vErrors, {instancePath:instancePath+"/guests",schemaPath:"#/properties/guests/type",keyword:"type",params:{type: "array"},parentSchema:schema36.properties.guests,data:data14});
errors++;
}
}
if(data.description !== undefined){
if(!(validate36(data.description, {instancePath:instancePath+"/description",parentData:data,parentDataProperty:"description",rootData}))){
vErrors = join(vErrors, validate36.errors);
errors = vErrors.length;
}
}
if(data.owner !== undefined){
if(!(validate38(data.owner, {instancePath:instancePath+"/owner",parentData:data,parentDataProperty:"owner",rootData}))){
vErrors = join(vErrors, validate38.errors);
errors = vErrors.length;
}
}
if(data.labels !== undefined){
if(!(validate40(data.labels, {instancePath:instancePath+"/labels",parentData:data,parentDataProperty:"labels",rootData}))){
vErrors = join(vErrors, validate40.errors);
errors = vErrors.length;
}
}
if(data.formerly !== undefined){
if(!(validate42(data.formerly, {instancePath:instancePath+"/formerly",parentData:data,parentDataProperty:"formerly",rootData}))){
vErrors = join(vErrors, validate42.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = add(vErrors, {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},parentSchema:schema36,data});
errors++;
}
validate125.errors = vErrors;
return errors === 0;
}

export const SpaceRole = validate138;
const schema39 = {"type":"object","properties":{"kind":{"const":"SpaceRole"},"name":{"$ref":"#/$defs/common.name"},"permissions":{"type":"array","items":{"type":"string"}},"description":{"$ref":"#/$defs/common.description"},"owner":{"$ref":"#/$defs/common.owner"},"labels":{"$ref":"#/$defs/common.labels"},"formerly":{"$ref":"#/$defs/common.formerly"}},"required":["kind","name","permissions"],"additionalProperties":false};

function validate138(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.kind === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "kind"},parentSchema:schema39,data});
errors++;
}
if(data.name === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "name"},parentSchema:schema39,data});
errors++;
}
if(data.permissions === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "permissions"},parentSchema:schema39,data});
errors++;
}
for(const key0 in data){
if(!(((((((key0 === "kind") || (key0 === "name")) || (key0 === "permissions")) || (key0 === "description")) || (key0 === "owner")) || (key0 === "labels")) || (key0 === "formerly"))){
vErrors = add(vErrors, {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},parentSchema:schema39,data});
errors++;
}
}
if(data.kind !== undefined){
let data0 = data.kind;
if("SpaceRole" !== data0){
vErrors = add(vErrors, {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "SpaceRole"},schema:"SpaceRole",parentSchema:schema39.properties.kind,data:data0});
errors++;
}
}
if(data.name !== undefined){
if(!(validate23(data.name, {instancePath:instancePath+"/name",parentData:data,parentDataProperty:"name",rootData}))){
vErrors = join(vErrors, validate23.errors);
errors = vErrors.length;
}
}
if(data.permissions !== undefined){
let data2 = data.permissions;
if(Array.isArray(data2)){
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
let data3 = data2[i0];
if(typeof data3 !== "string"){
vErrors = add(vErrors, {instancePath:instancePath+"/permissions/" + i0,schemaPath:"#/properties/permissions/items/type",keyword:"type",params:{type: "string"},parentSchema:schema39.properties.permissions.items,data:data3});
errors++;
}
}
}
else {
vErrors = add(vErrors, {instancePath:instancePath+"/permissions",schemaPath:"#/properties/permissions/type",keyword:"type",params:{type: "array"},parentSchema:schema39.properties.permissions,data:data2});
errors++;
}
}
if(data.description !== undefined){
if(!(validate36(data.description, {instancePath:instancePath+"/description",parentData:data,parentDataProperty:"description",rootData}))){
vErrors = join(vErrors, validate36.errors);
errors = vErrors.length;
}
}
if(data.owner !== undefined){
if(!(validate38(data.owner, {instancePath:instancePath+"/owner",parentData:data,parentDataProperty:"owner",rootData}))){
vErrors = join(vErrors, validate38.errors);
errors = vErrors.length;
}
}
if(data.labels !== undefined){
if(!(validate40(data.labels, {instancePath:instancePath+"/labels",parentData:data,parentDataProperty:"labels",rootData}))){
vErrors = join(vErrors, validate40.errors);
errors = vErrors.length;
}
}
if(data.formerly !== undefined){
if(!(validate42(data.formerly, {instancePath:instancePath+"/formerly",parentData:data,parentDataProperty:"formerly",rootData}))){
vErrors = join(vErrors, validate42.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = add(vErrors, {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},parentSchema:schema39,data});
errors++;
}
validate138.errors = vErrors;
return errors === 0;
}

export const Space = validate144;
const schema40 = {"type":"object","properties":{"kind":{"const":"Space"},"key":{"$ref":"#/$defs/common.spaceKey"},"access":{"type":"array","items":{"$ref":"#/$defs/space.access"},"x-entries":"object"},"guests":{"type":"array","items":{"$ref":"#/$defs/common.userEntry"},"x-entries":["string","object"]},"guestPermissions":{"type":"array","items":{"type":"string"}},"description":{"$ref":"#/$defs/common.description"},"owner":{"$ref":"#/$defs/common.owner"},"labels":{"$ref":"#/$defs/common.labels"},"formerly":{"$ref":"#/$defs/common.formerly"}},"required":["kind","key"],"additionalProperties":false};
const schema41 = {"type":"string","pattern":"^(?!(?:__proto__|constructor|prototype)$)[A-Za-z0-9~._-]{1,255}$","x-form":"space-key"};
const pattern14 = new RegExp("^(?!(?:__proto__|constructor|prototype)$)[A-Za-z0-9~._-]{1,255}$", "u");

function validate145(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(typeof data === "string"){
if(!pattern14.test(data)){
vErrors = add(vErrors, {instancePath,schemaPath:"#/pattern",keyword:"pattern",params:{},parentSchema:schema41,data});
errors++;
}
}
else {
vErrors = add(vErrors, {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"},parentSchema:schema41,data});
errors++;
}
validate145.errors = vErrors;
return errors === 0;
}

const schema42 = {"type":"object","if":{"required":["as"]},"then":{"properties":{"allow":false}},"else":{"required":["allow"]},"properties":{"to":{"type":"array","items":{"$ref":"#/$defs/common.subject"},"minItems":1,"x-entries":"string"},"allow":{"$ref":"#/$defs/common.spacePermissions"},"as":{"type":"string"},"until":{"$ref":"#/$defs/common.until"},"reason":{"$ref":"#/$defs/common.reason"}},"required":["to"],"additionalProperties":false};
const schema43 = {"type":"array","items":{"type":"string"},"minItems":1};

function validate149(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(Array.isArray(data)){
if(data.length < 1){
vErrors = add(vErrors, {instancePath,schemaPath:"#/minItems",keyword:"minItems",params:{limit: 1},parentSchema:schema43,data});
errors++;
}
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
let data0 = data[i0];
if(typeof data0 !== "string"){
vErrors = add(vErrors, {instancePath:instancePath+"/" + i0,schemaPath:"#/items/type",keyword:"type",params:{type: "string"},parentSchema:schema43.items,data:data0});
errors++;
}
}
}
else {
vErrors = add(vErrors, {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "array"},parentSchema:schema43,data});
errors++;
}
validate149.errors = vErrors;
return errors === 0;
}


function validate147(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
const _errs1 = errors;
let valid0 = true;
const _errs2 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.as === undefined) && (missing0 = "as")){
vErrors = add(vErrors, {});
errors++;
}
}
var _valid0 = _errs2 === errors;
errors = _errs1;
if(vErrors !== null){
if(_errs1){
vErrors.length = _errs1;
}
else {
vErrors = null;
}
}
let ifClause0;
if(_valid0){
const _errs3 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.allow !== undefined){
vErrors = add(vErrors, {instancePath:instancePath+"/allow",schemaPath:"#/then/properties/allow/false schema",keyword:"false schema",params:{},parentSchema:schema42.then.properties.allow,data:data.allow});
errors++;
}
}
var _valid0 = _errs3 === errors;
valid0 = _valid0;
ifClause0 = "then";
}
else {
const _errs4 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.allow === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/else/required",keyword:"required",params:{missingProperty: "allow"},parentSchema:schema42.else,data});
errors++;
}
}
var _valid0 = _errs4 === errors;
valid0 = _valid0;
ifClause0 = "else";
}
if(!valid0){
vErrors = add(vErrors, {instancePath,schemaPath:"#/if",keyword:"if",params:{failingKeyword: ifClause0},parentSchema:schema42,data});
errors++;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.to === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "to"},parentSchema:schema42,data});
errors++;
}
for(const key0 in data){
if(!(((((key0 === "to") || (key0 === "allow")) || (key0 === "as")) || (key0 === "until")) || (key0 === "reason"))){
vErrors = add(vErrors, {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},parentSchema:schema42,data});
errors++;
}
}
if(data.to !== undefined){
let data1 = data.to;
if(Array.isArray(data1)){
if(data1.length < 1){
vErrors = add(vErrors, {instancePath:instancePath+"/to",schemaPath:"#/properties/to/minItems",keyword:"minItems",params:{limit: 1},parentSchema:schema42.properties.to,data:data1});
errors++;
}
const len0 = data1.length;
for(let i0=0; i0<len0; i0++){
if(!(validate25(data1[i0], {instancePath:instancePath+"/to/" + i0,parentData:data1,parentDataProperty:i0,rootData}))){
vErrors = join(vErrors, validate25.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = add(vErrors, {instancePath:instancePath+"/to",schemaPath:"#/properties/to/type",keyword:"type",params:{type: "array"},parentSchema:schema42.properties.to,data:data1});
errors++;
}
}
if(data.allow !== undefined){
if(!(validate149(data.allow, {instancePath:instancePath+"/allow",parentData:data,parentDataProperty:"allow",rootData}))){
vErrors = join(vErrors, validate149.errors);
errors = vErrors.length;
}
}
if(data.as !== undefined){
let data4 = data.as;
if(typeof data4 !== "string"){
vErrors = add(vErrors, {instancePath:instancePath+"/as",schemaPath:"#/properties/as/type",keyword:"type",params:{type: "string"},parentSchema:schema42.properties.as,data:data4});
errors++;
}
}
if(data.until !== undefined){
if(!(validate29(data.until, {instancePath:instancePath+"/until",parentData:data,parentDataProperty:"until",rootData}))){
vErrors = join(vErrors, validate29.errors);
errors = vErrors.length;
}
}
if(data.reason !== undefined){
if(!(validate31(data.reason, {instancePath:instancePath+"/reason",parentData:data,parentDataProperty:"reason",rootData}))){
vErrors = join(vErrors, validate31.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = add(vErrors, {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},parentSchema:schema42,data});
errors++;
}
validate147.errors = vErrors;
return errors === 0;
}


function validate144(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.kind === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "kind"},parentSchema:schema40,data});
errors++;
}
if(data.key === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "key"},parentSchema:schema40,data});
errors++;
}
for(const key0 in data){
if(!(func2.call(schema40.properties, key0))){
vErrors = add(vErrors, {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},parentSchema:schema40,data});
errors++;
}
}
if(data.kind !== undefined){
let data0 = data.kind;
if("Space" !== data0){
vErrors = add(vErrors, {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "Space"},schema:"Space",parentSchema:schema40.properties.kind,data:data0});
errors++;
}
}
if(data.key !== undefined){
if(!(validate145(data.key, {instancePath:instancePath+"/key",parentData:data,parentDataProperty:"key",rootData}))){
vErrors = join(vErrors, validate145.errors);
errors = vErrors.length;
}
}
if(data.access !== undefined){
let data2 = data.access;
if(Array.isArray(data2)){
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
if(!(validate147(data2[i0], {instancePath:instancePath+"/access/" + i0,parentData:data2,parentDataProperty:i0,rootData}))){
vErrors = join(vErrors, validate147.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = add(vErrors, {instancePath:instancePath+"/access",schemaPath:"#/properties/access/type",keyword:"type",params:{type: "array"},parentSchema:schema40.properties.access,data:data2});
errors++;
}
}
if(data.guests !== undefined){
let data4 = data.guests;
if(Array.isArray(data4)){
const len1 = data4.length;
for(let i1=0; i1<len1; i1++){
if(!(validate82(data4[i1], {instancePath:instancePath+"/guests/" + i1,parentData:data4,parentDataProperty:i1,rootData}))){
vErrors = join(vErrors, validate82.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = add(vErrors, {instancePath:instancePath+"/guests",schemaPath:"#/properties/guests/type",keyword:"type",params:{type: "array"},parentSchema:schema40.properties.guests,data:data4});
errors++;
}
}
if(data.guestPermissions !== undefined){
let data6 = data.guestPermissions;
if(Array.isArray(data6)){
const len2 = data6.length;
for(let i2=0; i2<len2; i2++){
let data7 = data6[i2];
if(typeof data7 !== "string"){
vErrors = add(vErrors, {instancePath:instancePath+"/guestPermissions/" + i2,schemaPath:"#/properties/guestPermissions/items/type",keyword:"type",params:{type: "string"},parentSchema:schema40.properties.guestPermissions.items,data:data7});
errors++;
}
}
}
else {
vErrors = add(vErrors, {instancePath:instancePath+"/guestPermissions",schemaPath:"#/properties/guestPermissions/type",keyword:"type",params:{type: "array"},parentSchema:schema40.properties.guestPermissions,data:data6});
errors++;
}
}
if(data.description !== undefined){
if(!(validate36(data.description, {instancePath:instancePath+"/description",parentData:data,parentDataProperty:"description",rootData}))){
vErrors = join(vErrors, validate36.errors);
errors = vErrors.length;
}
}
if(data.owner !== undefined){
if(!(validate38(data.owner, {instancePath:instancePath+"/owner",parentData:data,parentDataProperty:"owner",rootData}))){
vErrors = join(vErrors, validate38.errors);
errors = vErrors.length;
}
}
if(data.labels !== undefined){
if(!(validate40(data.labels, {instancePath:instancePath+"/labels",parentData:data,parentDataProperty:"labels",rootData}))){
vErrors = join(vErrors, validate40.errors);
errors = vErrors.length;
}
}
if(data.formerly !== undefined){
if(!(validate42(data.formerly, {instancePath:instancePath+"/formerly",parentData:data,parentDataProperty:"formerly",rootData}))){
vErrors = join(vErrors, validate42.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = add(vErrors, {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},parentSchema:schema40,data});
errors++;
}
validate144.errors = vErrors;
return errors === 0;
}

export const Channel = validate159;
const schema44 = {"type":"object","properties":{"kind":{"const":"Channel"},"name":{"$ref":"#/$defs/common.name"},"system":{"type":"string","enum":["slack"],"x-form":"chat"},"private":{"type":"boolean"},"members":{"type":"array","items":{"$ref":"#/$defs/common.subjectEntry"},"x-entries":["string","object"]},"guests":{"type":"array","items":{"$ref":"#/$defs/common.userEntry"},"x-entries":["string","object"]},"description":{"$ref":"#/$defs/common.description"},"owner":{"$ref":"#/$defs/common.owner"},"labels":{"$ref":"#/$defs/common.labels"},"formerly":{"$ref":"#/$defs/common.formerly"}},"required":["kind","name"],"additionalProperties":false};

function validate159(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.kind === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "kind"},parentSchema:schema44,data});
errors++;
}
if(data.name === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "name"},parentSchema:schema44,data});
errors++;
}
for(const key0 in data){
if(!(func2.call(schema44.properties, key0))){
vErrors = add(vErrors, {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},parentSchema:schema44,data});
errors++;
}
}
if(data.kind !== undefined){
let data0 = data.kind;
if("Channel" !== data0){
vErrors = add(vErrors, {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "Channel"},schema:"Channel",parentSchema:schema44.properties.kind,data:data0});
errors++;
}
}
if(data.name !== undefined){
if(!(validate23(data.name, {instancePath:instancePath+"/name",parentData:data,parentDataProperty:"name",rootData}))){
vErrors = join(vErrors, validate23.errors);
errors = vErrors.length;
}
}
if(data.system !== undefined){
let data2 = data.system;
if(typeof data2 !== "string"){
vErrors = add(vErrors, {instancePath:instancePath+"/system",schemaPath:"#/properties/system/type",keyword:"type",params:{type: "string"},parentSchema:schema44.properties.system,data:data2});
errors++;
}
if(!(data2 === "slack")){
vErrors = add(vErrors, {instancePath:instancePath+"/system",schemaPath:"#/properties/system/enum",keyword:"enum",params:{allowedValues: schema44.properties.system.enum},parentSchema:schema44.properties.system,data:data2});
errors++;
}
}
if(data.private !== undefined){
let data3 = data.private;
if(typeof data3 !== "boolean"){
vErrors = add(vErrors, {instancePath:instancePath+"/private",schemaPath:"#/properties/private/type",keyword:"type",params:{type: "boolean"},parentSchema:schema44.properties.private,data:data3});
errors++;
}
}
if(data.members !== undefined){
let data4 = data.members;
if(Array.isArray(data4)){
const len0 = data4.length;
for(let i0=0; i0<len0; i0++){
if(!(validate128(data4[i0], {instancePath:instancePath+"/members/" + i0,parentData:data4,parentDataProperty:i0,rootData}))){
vErrors = join(vErrors, validate128.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = add(vErrors, {instancePath:instancePath+"/members",schemaPath:"#/properties/members/type",keyword:"type",params:{type: "array"},parentSchema:schema44.properties.members,data:data4});
errors++;
}
}
if(data.guests !== undefined){
let data6 = data.guests;
if(Array.isArray(data6)){
const len1 = data6.length;
for(let i1=0; i1<len1; i1++){
if(!(validate82(data6[i1], {instancePath:instancePath+"/guests/" + i1,parentData:data6,parentDataProperty:i1,rootData}))){
vErrors = join(vErrors, validate82.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = add(vErrors, {instancePath:instancePath+"/guests",schemaPath:"#/properties/guests/type",keyword:"type",params:{type: "array"},parentSchema:schema44.properties.guests,data:data6});
errors++;
}
}
if(data.description !== undefined){
if(!(validate36(data.description, {instancePath:instancePath+"/description",parentData:data,parentDataProperty:"description",rootData}))){
vErrors = join(vErrors, validate36.errors);
errors = vErrors.length;
}
}
if(data.owner !== undefined){
if(!(validate38(data.owner, {instancePath:instancePath+"/owner",parentData:data,parentDataProperty:"owner",rootData}))){
vErrors = join(vErrors, validate38.errors);
errors = vErrors.length;
}
}
if(data.labels !== undefined){
if(!(validate40(data.labels, {instancePath:instancePath+"/labels",parentData:data,parentDataProperty:"labels",rootData}))){
vErrors = join(vErrors, validate40.errors);
errors = vErrors.length;
}
}
if(data.formerly !== undefined){
if(!(validate42(data.formerly, {instancePath:instancePath+"/formerly",parentData:data,parentDataProperty:"formerly",rootData}))){
vErrors = join(vErrors, validate42.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = add(vErrors, {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},parentSchema:schema44,data});
errors++;
}
validate159.errors = vErrors;
return errors === 0;
}

export const Collaboration = validate167;
const schema45 = {"type":"object","properties":{"kind":{"const":"Collaboration"},"name":{"$ref":"#/$defs/common.name"},"company":{"type":"string"},"sponsor":{"type":"string"},"until":{"$ref":"#/$defs/common.until"},"members":{"type":"array","items":{"$ref":"#/$defs/common.userEntry"},"x-entries":["string","object"]},"project":{"type":["object","array"],"if":{"type":"object"},"then":{"$ref":"#/$defs/collaboration.projectPlace"},"items":{"$ref":"#/$defs/collaboration.projectPlace"},"minItems":1,"x-entries":"object"},"space":{"type":["object","array"],"if":{"type":"object"},"then":{"$ref":"#/$defs/collaboration.spacePlace"},"items":{"$ref":"#/$defs/collaboration.spacePlace"},"minItems":1,"x-entries":"object"},"channel":{"type":["string","array"],"items":{"type":"string"},"minItems":1},"description":{"$ref":"#/$defs/common.description"},"owner":{"$ref":"#/$defs/common.owner"},"labels":{"$ref":"#/$defs/common.labels"},"formerly":{"$ref":"#/$defs/common.formerly"}},"required":["kind","name","sponsor","members"],"additionalProperties":false};
const schema46 = {"type":"object","if":{"required":["as"]},"then":{"properties":{"role":false}},"else":{"required":["role"]},"properties":{"key":{"type":"string"},"role":{"type":"string"},"as":{"type":"string","enum":["guest"]}},"required":["key"],"additionalProperties":false};

function validate171(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
const _errs1 = errors;
let valid0 = true;
const _errs2 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.as === undefined) && (missing0 = "as")){
vErrors = add(vErrors, {});
errors++;
}
}
var _valid0 = _errs2 === errors;
errors = _errs1;
if(vErrors !== null){
if(_errs1){
vErrors.length = _errs1;
}
else {
vErrors = null;
}
}
let ifClause0;
if(_valid0){
const _errs3 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.role !== undefined){
vErrors = add(vErrors, {instancePath:instancePath+"/role",schemaPath:"#/then/properties/role/false schema",keyword:"false schema",params:{},parentSchema:schema46.then.properties.role,data:data.role});
errors++;
}
}
var _valid0 = _errs3 === errors;
valid0 = _valid0;
ifClause0 = "then";
}
else {
const _errs4 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.role === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/else/required",keyword:"required",params:{missingProperty: "role"},parentSchema:schema46.else,data});
errors++;
}
}
var _valid0 = _errs4 === errors;
valid0 = _valid0;
ifClause0 = "else";
}
if(!valid0){
vErrors = add(vErrors, {instancePath,schemaPath:"#/if",keyword:"if",params:{failingKeyword: ifClause0},parentSchema:schema46,data});
errors++;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.key === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "key"},parentSchema:schema46,data});
errors++;
}
for(const key0 in data){
if(!(((key0 === "key") || (key0 === "role")) || (key0 === "as"))){
vErrors = add(vErrors, {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},parentSchema:schema46,data});
errors++;
}
}
if(data.key !== undefined){
let data1 = data.key;
if(typeof data1 !== "string"){
vErrors = add(vErrors, {instancePath:instancePath+"/key",schemaPath:"#/properties/key/type",keyword:"type",params:{type: "string"},parentSchema:schema46.properties.key,data:data1});
errors++;
}
}
if(data.role !== undefined){
let data2 = data.role;
if(typeof data2 !== "string"){
vErrors = add(vErrors, {instancePath:instancePath+"/role",schemaPath:"#/properties/role/type",keyword:"type",params:{type: "string"},parentSchema:schema46.properties.role,data:data2});
errors++;
}
}
if(data.as !== undefined){
let data3 = data.as;
if(typeof data3 !== "string"){
vErrors = add(vErrors, {instancePath:instancePath+"/as",schemaPath:"#/properties/as/type",keyword:"type",params:{type: "string"},parentSchema:schema46.properties.as,data:data3});
errors++;
}
if(!(data3 === "guest")){
vErrors = add(vErrors, {instancePath:instancePath+"/as",schemaPath:"#/properties/as/enum",keyword:"enum",params:{allowedValues: schema46.properties.as.enum},parentSchema:schema46.properties.as,data:data3});
errors++;
}
}
}
else {
vErrors = add(vErrors, {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},parentSchema:schema46,data});
errors++;
}
validate171.errors = vErrors;
return errors === 0;
}

const schema47 = {"type":"object","if":{"properties":{"as":{"const":"guest"}}},"then":{"properties":{"allow":false}},"properties":{"key":{"type":"string"},"as":{"type":"string","enum":["guest","member"]},"allow":{"$ref":"#/$defs/common.spacePermissions"}},"required":["key","as"],"additionalProperties":false};

function validate174(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
const _errs1 = errors;
let valid0 = true;
const _errs2 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.as !== undefined){
if("guest" !== data.as){
vErrors = add(vErrors, {});
errors++;
}
}
}
var _valid0 = _errs2 === errors;
errors = _errs1;
if(vErrors !== null){
if(_errs1){
vErrors.length = _errs1;
}
else {
vErrors = null;
}
}
if(_valid0){
const _errs4 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.allow !== undefined){
vErrors = add(vErrors, {instancePath:instancePath+"/allow",schemaPath:"#/then/properties/allow/false schema",keyword:"false schema",params:{},parentSchema:schema47.then.properties.allow,data:data.allow});
errors++;
}
}
var _valid0 = _errs4 === errors;
valid0 = _valid0;
}
if(!valid0){
vErrors = add(vErrors, {instancePath,schemaPath:"#/if",keyword:"if",params:{failingKeyword: "then"},parentSchema:schema47,data});
errors++;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.key === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "key"},parentSchema:schema47,data});
errors++;
}
if(data.as === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "as"},parentSchema:schema47,data});
errors++;
}
for(const key0 in data){
if(!(((key0 === "key") || (key0 === "as")) || (key0 === "allow"))){
vErrors = add(vErrors, {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},parentSchema:schema47,data});
errors++;
}
}
if(data.key !== undefined){
let data2 = data.key;
if(typeof data2 !== "string"){
vErrors = add(vErrors, {instancePath:instancePath+"/key",schemaPath:"#/properties/key/type",keyword:"type",params:{type: "string"},parentSchema:schema47.properties.key,data:data2});
errors++;
}
}
if(data.as !== undefined){
let data3 = data.as;
if(typeof data3 !== "string"){
vErrors = add(vErrors, {instancePath:instancePath+"/as",schemaPath:"#/properties/as/type",keyword:"type",params:{type: "string"},parentSchema:schema47.properties.as,data:data3});
errors++;
}
if(!((data3 === "guest") || (data3 === "member"))){
vErrors = add(vErrors, {instancePath:instancePath+"/as",schemaPath:"#/properties/as/enum",keyword:"enum",params:{allowedValues: schema47.properties.as.enum},parentSchema:schema47.properties.as,data:data3});
errors++;
}
}
if(data.allow !== undefined){
if(!(validate149(data.allow, {instancePath:instancePath+"/allow",parentData:data,parentDataProperty:"allow",rootData}))){
vErrors = join(vErrors, validate149.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = add(vErrors, {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},parentSchema:schema47,data});
errors++;
}
validate174.errors = vErrors;
return errors === 0;
}


function validate167(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.kind === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "kind"},parentSchema:schema45,data});
errors++;
}
if(data.name === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "name"},parentSchema:schema45,data});
errors++;
}
if(data.sponsor === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "sponsor"},parentSchema:schema45,data});
errors++;
}
if(data.members === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "members"},parentSchema:schema45,data});
errors++;
}
for(const key0 in data){
if(!(func2.call(schema45.properties, key0))){
vErrors = add(vErrors, {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},parentSchema:schema45,data});
errors++;
}
}
if(data.kind !== undefined){
let data0 = data.kind;
if("Collaboration" !== data0){
vErrors = add(vErrors, {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "Collaboration"},schema:"Collaboration",parentSchema:schema45.properties.kind,data:data0});
errors++;
}
}
if(data.name !== undefined){
if(!(validate23(data.name, {instancePath:instancePath+"/name",parentData:data,parentDataProperty:"name",rootData}))){
vErrors = join(vErrors, validate23.errors);
errors = vErrors.length;
}
}
if(data.company !== undefined){
let data2 = data.company;
if(typeof data2 !== "string"){
vErrors = add(vErrors, {instancePath:instancePath+"/company",schemaPath:"#/properties/company/type",keyword:"type",params:{type: "string"},parentSchema:schema45.properties.company,data:data2});
errors++;
}
}
if(data.sponsor !== undefined){
let data3 = data.sponsor;
if(typeof data3 !== "string"){
vErrors = add(vErrors, {instancePath:instancePath+"/sponsor",schemaPath:"#/properties/sponsor/type",keyword:"type",params:{type: "string"},parentSchema:schema45.properties.sponsor,data:data3});
errors++;
}
}
if(data.until !== undefined){
if(!(validate29(data.until, {instancePath:instancePath+"/until",parentData:data,parentDataProperty:"until",rootData}))){
vErrors = join(vErrors, validate29.errors);
errors = vErrors.length;
}
}
if(data.members !== undefined){
let data5 = data.members;
if(Array.isArray(data5)){
const len0 = data5.length;
for(let i0=0; i0<len0; i0++){
if(!(validate82(data5[i0], {instancePath:instancePath+"/members/" + i0,parentData:data5,parentDataProperty:i0,rootData}))){
vErrors = join(vErrors, validate82.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = add(vErrors, {instancePath:instancePath+"/members",schemaPath:"#/properties/members/type",keyword:"type",params:{type: "array"},parentSchema:schema45.properties.members,data:data5});
errors++;
}
}
if(data.project !== undefined){
let data7 = data.project;
if(!data7 || typeof data7 != "object"){
vErrors = add(vErrors, {instancePath:instancePath+"/project",schemaPath:"#/properties/project/type",keyword:"type",params:{type: schema45.properties.project.type},parentSchema:schema45.properties.project,data:data7});
errors++;
}
const _errs14 = errors;
let valid3 = true;
const _errs15 = errors;
if(!(data7 && typeof data7 == "object" && !Array.isArray(data7))){
vErrors = add(vErrors, {});
errors++;
}
var _valid0 = _errs15 === errors;
errors = _errs14;
if(vErrors !== null){
if(_errs14){
vErrors.length = _errs14;
}
else {
vErrors = null;
}
}
if(_valid0){
const _errs17 = errors;
if(!(validate171(data7, {instancePath:instancePath+"/project",parentData:data,parentDataProperty:"project",rootData}))){
vErrors = join(vErrors, validate171.errors);
errors = vErrors.length;
}
var _valid0 = _errs17 === errors;
valid3 = _valid0;
}
if(!valid3){
vErrors = add(vErrors, {instancePath:instancePath+"/project",schemaPath:"#/properties/project/if",keyword:"if",params:{failingKeyword: "then"},parentSchema:schema45.properties.project,data:data7});
errors++;
}
if(Array.isArray(data7)){
if(data7.length < 1){
vErrors = add(vErrors, {instancePath:instancePath+"/project",schemaPath:"#/properties/project/minItems",keyword:"minItems",params:{limit: 1},parentSchema:schema45.properties.project,data:data7});
errors++;
}
const len1 = data7.length;
for(let i1=0; i1<len1; i1++){
if(!(validate171(data7[i1], {instancePath:instancePath+"/project/" + i1,parentData:data7,parentDataProperty:i1,rootData}))){
vErrors = join(vErrors, validate171.errors);
errors = vErrors.length;
}
}
}
}
if(data.space !== undefined){
let data9 = data.space;
if(!data9 || typeof data9 != "object"){
vErrors = add(vErrors, {instancePath:instancePath+"/space",schemaPath:"#/properties/space/type",keyword:"type",params:{type: schema45.properties.space.type},parentSchema:schema45.properties.space,data:data9});
errors++;
}
const _errs21 = errors;
let valid6 = true;
const _errs22 = errors;
if(!(data9 && typeof data9 == "object" && !Array.isArray(data9))){
vErrors = add(vErrors, {});
errors++;
}
var _valid1 = _errs22 === errors;
errors = _errs21;
if(vErrors !== null){
if(_errs21){
vErrors.length = _errs21;
}
else {
vErrors = null;
}
}
if(_valid1){
const _errs24 = errors;
if(!(validate174(data9, {instancePath:instancePath+"/space",parentData:data,parentDataProperty:"space",rootData}))){
vErrors = join(vErrors, validate174.errors);
errors = vErrors.length;
}
var _valid1 = _errs24 === errors;
valid6 = _valid1;
}
if(!valid6){
vErrors = add(vErrors, {instancePath:instancePath+"/space",schemaPath:"#/properties/space/if",keyword:"if",params:{failingKeyword: "then"},parentSchema:schema45.properties.space,data:data9});
errors++;
}
if(Array.isArray(data9)){
if(data9.length < 1){
vErrors = add(vErrors, {instancePath:instancePath+"/space",schemaPath:"#/properties/space/minItems",keyword:"minItems",params:{limit: 1},parentSchema:schema45.properties.space,data:data9});
errors++;
}
const len2 = data9.length;
for(let i2=0; i2<len2; i2++){
if(!(validate174(data9[i2], {instancePath:instancePath+"/space/" + i2,parentData:data9,parentDataProperty:i2,rootData}))){
vErrors = join(vErrors, validate174.errors);
errors = vErrors.length;
}
}
}
}
if(data.channel !== undefined){
let data11 = data.channel;
if((typeof data11 !== "string") && (!(Array.isArray(data11)))){
vErrors = add(vErrors, {instancePath:instancePath+"/channel",schemaPath:"#/properties/channel/type",keyword:"type",params:{type: schema45.properties.channel.type},parentSchema:schema45.properties.channel,data:data11});
errors++;
}
if(Array.isArray(data11)){
if(data11.length < 1){
vErrors = add(vErrors, {instancePath:instancePath+"/channel",schemaPath:"#/properties/channel/minItems",keyword:"minItems",params:{limit: 1},parentSchema:schema45.properties.channel,data:data11});
errors++;
}
const len3 = data11.length;
for(let i3=0; i3<len3; i3++){
let data12 = data11[i3];
if(typeof data12 !== "string"){
vErrors = add(vErrors, {instancePath:instancePath+"/channel/" + i3,schemaPath:"#/properties/channel/items/type",keyword:"type",params:{type: "string"},parentSchema:schema45.properties.channel.items,data:data12});
errors++;
}
}
}
}
if(data.description !== undefined){
if(!(validate36(data.description, {instancePath:instancePath+"/description",parentData:data,parentDataProperty:"description",rootData}))){
vErrors = join(vErrors, validate36.errors);
errors = vErrors.length;
}
}
if(data.owner !== undefined){
if(!(validate38(data.owner, {instancePath:instancePath+"/owner",parentData:data,parentDataProperty:"owner",rootData}))){
vErrors = join(vErrors, validate38.errors);
errors = vErrors.length;
}
}
if(data.labels !== undefined){
if(!(validate40(data.labels, {instancePath:instancePath+"/labels",parentData:data,parentDataProperty:"labels",rootData}))){
vErrors = join(vErrors, validate40.errors);
errors = vErrors.length;
}
}
if(data.formerly !== undefined){
if(!(validate42(data.formerly, {instancePath:instancePath+"/formerly",parentData:data,parentDataProperty:"formerly",rootData}))){
vErrors = join(vErrors, validate42.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = add(vErrors, {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},parentSchema:schema45,data});
errors++;
}
validate167.errors = vErrors;
return errors === 0;
}

export const Guardrail = validate182;
const schema48 = {"type":"object","properties":{"kind":{"const":"Guardrail"},"name":{"$ref":"#/$defs/common.name"},"severity":{"type":"string","enum":["error","warning"]},"confine":{"$ref":"#/$defs/guardrail.confine"},"never":{"$ref":"#/$defs/guardrail.never"},"always":{"$ref":"#/$defs/guardrail.always"},"atLeast":{"$ref":"#/$defs/guardrail.atLeast"},"atMost":{"$ref":"#/$defs/guardrail.atMost"},"separate":{"$ref":"#/$defs/guardrail.separate"},"expire":{"$ref":"#/$defs/guardrail.expire"},"except":{"type":"array","items":{"$ref":"#/$defs/guardrail.waiver"},"x-entries":"object"},"description":{"$ref":"#/$defs/common.description"},"owner":{"$ref":"#/$defs/common.owner"},"labels":{"$ref":"#/$defs/common.labels"},"formerly":{"$ref":"#/$defs/common.formerly"}},"required":["kind","name"],"additionalProperties":false,"oneOf":[{"required":["confine"]},{"required":["never"]},{"required":["always"]},{"required":["atLeast"]},{"required":["atMost"]},{"required":["separate"]},{"required":["expire"]}]};
const schema49 = {"type":"object","if":{"required":["byLabel"]},"then":{"properties":{"to":false}},"else":{"required":["to"]},"properties":{"who":{"$ref":"#/$defs/common.who"},"to":{"$ref":"#/$defs/common.resources"},"byLabel":{"$ref":"#/$defs/common.name"}},"additionalProperties":false};
const schema50 = {"type":["array","object"],"items":{"$ref":"#/$defs/common.subject"},"minItems":1,"properties":{"audience":{"$ref":"#/$defs/common.audience"},"company":{"type":"string"},"group":{"type":"string"},"labels":{"$ref":"#/$defs/common.labels"},"type":{"$ref":"#/$defs/common.subjectType"}},"additionalProperties":false,"x-entries":"string"};

function validate185(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(!data || typeof data != "object"){
vErrors = add(vErrors, {instancePath,schemaPath:"#/type",keyword:"type",params:{type: schema50.type},parentSchema:schema50,data});
errors++;
}
if(Array.isArray(data)){
if(data.length < 1){
vErrors = add(vErrors, {instancePath,schemaPath:"#/minItems",keyword:"minItems",params:{limit: 1},parentSchema:schema50,data});
errors++;
}
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
if(!(validate25(data[i0], {instancePath:instancePath+"/" + i0,parentData:data,parentDataProperty:i0,rootData}))){
vErrors = join(vErrors, validate25.errors);
errors = vErrors.length;
}
}
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((((key0 === "audience") || (key0 === "company")) || (key0 === "group")) || (key0 === "labels")) || (key0 === "type"))){
vErrors = add(vErrors, {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},parentSchema:schema50,data});
errors++;
}
}
if(data.audience !== undefined){
if(!(validate47(data.audience, {instancePath:instancePath+"/audience",parentData:data,parentDataProperty:"audience",rootData}))){
vErrors = join(vErrors, validate47.errors);
errors = vErrors.length;
}
}
if(data.company !== undefined){
let data2 = data.company;
if(typeof data2 !== "string"){
vErrors = add(vErrors, {instancePath:instancePath+"/company",schemaPath:"#/properties/company/type",keyword:"type",params:{type: "string"},parentSchema:schema50.properties.company,data:data2});
errors++;
}
}
if(data.group !== undefined){
let data3 = data.group;
if(typeof data3 !== "string"){
vErrors = add(vErrors, {instancePath:instancePath+"/group",schemaPath:"#/properties/group/type",keyword:"type",params:{type: "string"},parentSchema:schema50.properties.group,data:data3});
errors++;
}
}
if(data.labels !== undefined){
if(!(validate40(data.labels, {instancePath:instancePath+"/labels",parentData:data,parentDataProperty:"labels",rootData}))){
vErrors = join(vErrors, validate40.errors);
errors = vErrors.length;
}
}
if(data.type !== undefined){
if(!(validate59(data.type, {instancePath:instancePath+"/type",parentData:data,parentDataProperty:"type",rootData}))){
vErrors = join(vErrors, validate59.errors);
errors = vErrors.length;
}
}
}
validate185.errors = vErrors;
return errors === 0;
}

const schema51 = {"type":["array","object"],"items":{"type":"string"},"minItems":1,"properties":{"labels":{"$ref":"#/$defs/common.labels"}},"required":["labels"],"additionalProperties":false};

function validate191(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(!data || typeof data != "object"){
vErrors = add(vErrors, {instancePath,schemaPath:"#/type",keyword:"type",params:{type: schema51.type},parentSchema:schema51,data});
errors++;
}
if(Array.isArray(data)){
if(data.length < 1){
vErrors = add(vErrors, {instancePath,schemaPath:"#/minItems",keyword:"minItems",params:{limit: 1},parentSchema:schema51,data});
errors++;
}
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
let data0 = data[i0];
if(typeof data0 !== "string"){
vErrors = add(vErrors, {instancePath:instancePath+"/" + i0,schemaPath:"#/items/type",keyword:"type",params:{type: "string"},parentSchema:schema51.items,data:data0});
errors++;
}
}
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.labels === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "labels"},parentSchema:schema51,data});
errors++;
}
for(const key0 in data){
if(!(key0 === "labels")){
vErrors = add(vErrors, {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},parentSchema:schema51,data});
errors++;
}
}
if(data.labels !== undefined){
if(!(validate40(data.labels, {instancePath:instancePath+"/labels",parentData:data,parentDataProperty:"labels",rootData}))){
vErrors = join(vErrors, validate40.errors);
errors = vErrors.length;
}
}
}
validate191.errors = vErrors;
return errors === 0;
}


function validate184(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
const _errs1 = errors;
let valid0 = true;
const _errs2 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.byLabel === undefined) && (missing0 = "byLabel")){
vErrors = add(vErrors, {});
errors++;
}
}
var _valid0 = _errs2 === errors;
errors = _errs1;
if(vErrors !== null){
if(_errs1){
vErrors.length = _errs1;
}
else {
vErrors = null;
}
}
let ifClause0;
if(_valid0){
const _errs3 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.to !== undefined){
vErrors = add(vErrors, {instancePath:instancePath+"/to",schemaPath:"#/then/properties/to/false schema",keyword:"false schema",params:{},parentSchema:schema49.then.properties.to,data:data.to});
errors++;
}
}
var _valid0 = _errs3 === errors;
valid0 = _valid0;
ifClause0 = "then";
}
else {
const _errs4 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.to === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/else/required",keyword:"required",params:{missingProperty: "to"},parentSchema:schema49.else,data});
errors++;
}
}
var _valid0 = _errs4 === errors;
valid0 = _valid0;
ifClause0 = "else";
}
if(!valid0){
vErrors = add(vErrors, {instancePath,schemaPath:"#/if",keyword:"if",params:{failingKeyword: ifClause0},parentSchema:schema49,data});
errors++;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((key0 === "who") || (key0 === "to")) || (key0 === "byLabel"))){
vErrors = add(vErrors, {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},parentSchema:schema49,data});
errors++;
}
}
if(data.who !== undefined){
if(!(validate185(data.who, {instancePath:instancePath+"/who",parentData:data,parentDataProperty:"who",rootData}))){
vErrors = join(vErrors, validate185.errors);
errors = vErrors.length;
}
}
if(data.to !== undefined){
if(!(validate191(data.to, {instancePath:instancePath+"/to",parentData:data,parentDataProperty:"to",rootData}))){
vErrors = join(vErrors, validate191.errors);
errors = vErrors.length;
}
}
if(data.byLabel !== undefined){
if(!(validate23(data.byLabel, {instancePath:instancePath+"/byLabel",parentData:data,parentDataProperty:"byLabel",rootData}))){
vErrors = join(vErrors, validate23.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = add(vErrors, {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},parentSchema:schema49,data});
errors++;
}
validate184.errors = vErrors;
return errors === 0;
}

const schema52 = {"type":"object","properties":{"who":{"$ref":"#/$defs/common.who"},"can":{"$ref":"#/$defs/common.permissions"},"on":{"$ref":"#/$defs/common.resources"}},"required":["can","on"],"additionalProperties":false};
const schema53 = {"type":"array","items":{"type":"string"},"minItems":1};

function validate198(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(Array.isArray(data)){
if(data.length < 1){
vErrors = add(vErrors, {instancePath,schemaPath:"#/minItems",keyword:"minItems",params:{limit: 1},parentSchema:schema53,data});
errors++;
}
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
let data0 = data[i0];
if(typeof data0 !== "string"){
vErrors = add(vErrors, {instancePath:instancePath+"/" + i0,schemaPath:"#/items/type",keyword:"type",params:{type: "string"},parentSchema:schema53.items,data:data0});
errors++;
}
}
}
else {
vErrors = add(vErrors, {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "array"},parentSchema:schema53,data});
errors++;
}
validate198.errors = vErrors;
return errors === 0;
}


function validate196(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.can === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "can"},parentSchema:schema52,data});
errors++;
}
if(data.on === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "on"},parentSchema:schema52,data});
errors++;
}
for(const key0 in data){
if(!(((key0 === "who") || (key0 === "can")) || (key0 === "on"))){
vErrors = add(vErrors, {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},parentSchema:schema52,data});
errors++;
}
}
if(data.who !== undefined){
if(!(validate185(data.who, {instancePath:instancePath+"/who",parentData:data,parentDataProperty:"who",rootData}))){
vErrors = join(vErrors, validate185.errors);
errors = vErrors.length;
}
}
if(data.can !== undefined){
if(!(validate198(data.can, {instancePath:instancePath+"/can",parentData:data,parentDataProperty:"can",rootData}))){
vErrors = join(vErrors, validate198.errors);
errors = vErrors.length;
}
}
if(data.on !== undefined){
if(!(validate191(data.on, {instancePath:instancePath+"/on",parentData:data,parentDataProperty:"on",rootData}))){
vErrors = join(vErrors, validate191.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = add(vErrors, {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},parentSchema:schema52,data});
errors++;
}
validate196.errors = vErrors;
return errors === 0;
}

const schema54 = {"type":"object","properties":{"who":{"$ref":"#/$defs/common.who"},"can":{"$ref":"#/$defs/common.permissions"},"on":{"$ref":"#/$defs/common.resources"}},"required":["can","on"],"additionalProperties":false};

function validate202(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.can === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "can"},parentSchema:schema54,data});
errors++;
}
if(data.on === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "on"},parentSchema:schema54,data});
errors++;
}
for(const key0 in data){
if(!(((key0 === "who") || (key0 === "can")) || (key0 === "on"))){
vErrors = add(vErrors, {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},parentSchema:schema54,data});
errors++;
}
}
if(data.who !== undefined){
if(!(validate185(data.who, {instancePath:instancePath+"/who",parentData:data,parentDataProperty:"who",rootData}))){
vErrors = join(vErrors, validate185.errors);
errors = vErrors.length;
}
}
if(data.can !== undefined){
if(!(validate198(data.can, {instancePath:instancePath+"/can",parentData:data,parentDataProperty:"can",rootData}))){
vErrors = join(vErrors, validate198.errors);
errors = vErrors.length;
}
}
if(data.on !== undefined){
if(!(validate191(data.on, {instancePath:instancePath+"/on",parentData:data,parentDataProperty:"on",rootData}))){
vErrors = join(vErrors, validate191.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = add(vErrors, {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},parentSchema:schema54,data});
errors++;
}
validate202.errors = vErrors;
return errors === 0;
}

const schema55 = {"type":"object","properties":{"count":{"type":"integer","minimum":1},"who":{"$ref":"#/$defs/common.who"},"can":{"$ref":"#/$defs/common.permissions"},"on":{"$ref":"#/$defs/common.resources"}},"required":["count","can","on"],"additionalProperties":false};

function validate207(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.count === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "count"},parentSchema:schema55,data});
errors++;
}
if(data.can === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "can"},parentSchema:schema55,data});
errors++;
}
if(data.on === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "on"},parentSchema:schema55,data});
errors++;
}
for(const key0 in data){
if(!((((key0 === "count") || (key0 === "who")) || (key0 === "can")) || (key0 === "on"))){
vErrors = add(vErrors, {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},parentSchema:schema55,data});
errors++;
}
}
if(data.count !== undefined){
let data0 = data.count;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
vErrors = add(vErrors, {instancePath:instancePath+"/count",schemaPath:"#/properties/count/type",keyword:"type",params:{type: "integer"},parentSchema:schema55.properties.count,data:data0});
errors++;
}
if((typeof data0 == "number") && (isFinite(data0))){
if(data0 < 1 || isNaN(data0)){
vErrors = add(vErrors, {instancePath:instancePath+"/count",schemaPath:"#/properties/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},parentSchema:schema55.properties.count,data:data0});
errors++;
}
}
}
if(data.who !== undefined){
if(!(validate185(data.who, {instancePath:instancePath+"/who",parentData:data,parentDataProperty:"who",rootData}))){
vErrors = join(vErrors, validate185.errors);
errors = vErrors.length;
}
}
if(data.can !== undefined){
if(!(validate198(data.can, {instancePath:instancePath+"/can",parentData:data,parentDataProperty:"can",rootData}))){
vErrors = join(vErrors, validate198.errors);
errors = vErrors.length;
}
}
if(data.on !== undefined){
if(!(validate191(data.on, {instancePath:instancePath+"/on",parentData:data,parentDataProperty:"on",rootData}))){
vErrors = join(vErrors, validate191.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = add(vErrors, {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},parentSchema:schema55,data});
errors++;
}
validate207.errors = vErrors;
return errors === 0;
}

const schema56 = {"type":"object","properties":{"count":{"type":"integer","minimum":0},"who":{"$ref":"#/$defs/common.who"},"can":{"$ref":"#/$defs/common.permissions"},"on":{"$ref":"#/$defs/common.resources"}},"required":["count","can","on"],"additionalProperties":false};

function validate212(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.count === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "count"},parentSchema:schema56,data});
errors++;
}
if(data.can === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "can"},parentSchema:schema56,data});
errors++;
}
if(data.on === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "on"},parentSchema:schema56,data});
errors++;
}
for(const key0 in data){
if(!((((key0 === "count") || (key0 === "who")) || (key0 === "can")) || (key0 === "on"))){
vErrors = add(vErrors, {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},parentSchema:schema56,data});
errors++;
}
}
if(data.count !== undefined){
let data0 = data.count;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
vErrors = add(vErrors, {instancePath:instancePath+"/count",schemaPath:"#/properties/count/type",keyword:"type",params:{type: "integer"},parentSchema:schema56.properties.count,data:data0});
errors++;
}
if((typeof data0 == "number") && (isFinite(data0))){
if(data0 < 0 || isNaN(data0)){
vErrors = add(vErrors, {instancePath:instancePath+"/count",schemaPath:"#/properties/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},parentSchema:schema56.properties.count,data:data0});
errors++;
}
}
}
if(data.who !== undefined){
if(!(validate185(data.who, {instancePath:instancePath+"/who",parentData:data,parentDataProperty:"who",rootData}))){
vErrors = join(vErrors, validate185.errors);
errors = vErrors.length;
}
}
if(data.can !== undefined){
if(!(validate198(data.can, {instancePath:instancePath+"/can",parentData:data,parentDataProperty:"can",rootData}))){
vErrors = join(vErrors, validate198.errors);
errors = vErrors.length;
}
}
if(data.on !== undefined){
if(!(validate191(data.on, {instancePath:instancePath+"/on",parentData:data,parentDataProperty:"on",rootData}))){
vErrors = join(vErrors, validate191.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = add(vErrors, {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},parentSchema:schema56,data});
errors++;
}
validate212.errors = vErrors;
return errors === 0;
}

const schema57 = {"type":"object","properties":{"who":{"$ref":"#/$defs/common.who"},"first":{"$ref":"#/$defs/guardrail.duty"},"second":{"$ref":"#/$defs/guardrail.duty"}},"required":["first","second"],"additionalProperties":false};
const schema58 = {"type":"object","properties":{"can":{"$ref":"#/$defs/common.permissions"},"on":{"$ref":"#/$defs/common.resources"}},"required":["can","on"],"additionalProperties":false};

function validate219(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.can === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "can"},parentSchema:schema58,data});
errors++;
}
if(data.on === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "on"},parentSchema:schema58,data});
errors++;
}
for(const key0 in data){
if(!((key0 === "can") || (key0 === "on"))){
vErrors = add(vErrors, {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},parentSchema:schema58,data});
errors++;
}
}
if(data.can !== undefined){
if(!(validate198(data.can, {instancePath:instancePath+"/can",parentData:data,parentDataProperty:"can",rootData}))){
vErrors = join(vErrors, validate198.errors);
errors = vErrors.length;
}
}
if(data.on !== undefined){
if(!(validate191(data.on, {instancePath:instancePath+"/on",parentData:data,parentDataProperty:"on",rootData}))){
vErrors = join(vErrors, validate191.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = add(vErrors, {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},parentSchema:schema58,data});
errors++;
}
validate219.errors = vErrors;
return errors === 0;
}


function validate217(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.first === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "first"},parentSchema:schema57,data});
errors++;
}
if(data.second === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "second"},parentSchema:schema57,data});
errors++;
}
for(const key0 in data){
if(!(((key0 === "who") || (key0 === "first")) || (key0 === "second"))){
vErrors = add(vErrors, {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},parentSchema:schema57,data});
errors++;
}
}
if(data.who !== undefined){
if(!(validate185(data.who, {instancePath:instancePath+"/who",parentData:data,parentDataProperty:"who",rootData}))){
vErrors = join(vErrors, validate185.errors);
errors = vErrors.length;
}
}
if(data.first !== undefined){
if(!(validate219(data.first, {instancePath:instancePath+"/first",parentData:data,parentDataProperty:"first",rootData}))){
vErrors = join(vErrors, validate219.errors);
errors = vErrors.length;
}
}
if(data.second !== undefined){
if(!(validate219(data.second, {instancePath:instancePath+"/second",parentData:data,parentDataProperty:"second",rootData}))){
vErrors = join(vErrors, validate219.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = add(vErrors, {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},parentSchema:schema57,data});
errors++;
}
validate217.errors = vErrors;
return errors === 0;
}

const schema59 = {"type":"object","properties":{"who":{"$ref":"#/$defs/common.who"},"within":{"type":"string","pattern":"^[1-9]\\d{0,4}d$","x-form":"days"}},"required":["within"],"additionalProperties":false};
const pattern15 = new RegExp("^[1-9]\\d{0,4}d$", "u");

function validate225(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.within === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "within"},parentSchema:schema59,data});
errors++;
}
for(const key0 in data){
if(!((key0 === "who") || (key0 === "within"))){
vErrors = add(vErrors, {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},parentSchema:schema59,data});
errors++;
}
}
if(data.who !== undefined){
if(!(validate185(data.who, {instancePath:instancePath+"/who",parentData:data,parentDataProperty:"who",rootData}))){
vErrors = join(vErrors, validate185.errors);
errors = vErrors.length;
}
}
if(data.within !== undefined){
let data1 = data.within;
if(typeof data1 === "string"){
if(!pattern15.test(data1)){
vErrors = add(vErrors, {instancePath:instancePath+"/within",schemaPath:"#/properties/within/pattern",keyword:"pattern",params:{},parentSchema:schema59.properties.within,data:data1});
errors++;
}
}
else {
vErrors = add(vErrors, {instancePath:instancePath+"/within",schemaPath:"#/properties/within/type",keyword:"type",params:{type: "string"},parentSchema:schema59.properties.within,data:data1});
errors++;
}
}
}
else {
vErrors = add(vErrors, {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},parentSchema:schema59,data});
errors++;
}
validate225.errors = vErrors;
return errors === 0;
}

const schema60 = {"type":"object","properties":{"who":{"$ref":"#/$defs/common.who"},"can":{"$ref":"#/$defs/common.permissions"},"on":{"$ref":"#/$defs/common.resources"},"reason":{"$ref":"#/$defs/common.reason"},"owner":{"$ref":"#/$defs/common.owner"},"until":{"$ref":"#/$defs/common.until"}},"required":["who","on","reason","owner","until"],"additionalProperties":false};

function validate228(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.who === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "who"},parentSchema:schema60,data});
errors++;
}
if(data.on === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "on"},parentSchema:schema60,data});
errors++;
}
if(data.reason === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "reason"},parentSchema:schema60,data});
errors++;
}
if(data.owner === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "owner"},parentSchema:schema60,data});
errors++;
}
if(data.until === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "until"},parentSchema:schema60,data});
errors++;
}
for(const key0 in data){
if(!((((((key0 === "who") || (key0 === "can")) || (key0 === "on")) || (key0 === "reason")) || (key0 === "owner")) || (key0 === "until"))){
vErrors = add(vErrors, {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},parentSchema:schema60,data});
errors++;
}
}
if(data.who !== undefined){
if(!(validate185(data.who, {instancePath:instancePath+"/who",parentData:data,parentDataProperty:"who",rootData}))){
vErrors = join(vErrors, validate185.errors);
errors = vErrors.length;
}
}
if(data.can !== undefined){
if(!(validate198(data.can, {instancePath:instancePath+"/can",parentData:data,parentDataProperty:"can",rootData}))){
vErrors = join(vErrors, validate198.errors);
errors = vErrors.length;
}
}
if(data.on !== undefined){
if(!(validate191(data.on, {instancePath:instancePath+"/on",parentData:data,parentDataProperty:"on",rootData}))){
vErrors = join(vErrors, validate191.errors);
errors = vErrors.length;
}
}
if(data.reason !== undefined){
if(!(validate31(data.reason, {instancePath:instancePath+"/reason",parentData:data,parentDataProperty:"reason",rootData}))){
vErrors = join(vErrors, validate31.errors);
errors = vErrors.length;
}
}
if(data.owner !== undefined){
if(!(validate38(data.owner, {instancePath:instancePath+"/owner",parentData:data,parentDataProperty:"owner",rootData}))){
vErrors = join(vErrors, validate38.errors);
errors = vErrors.length;
}
}
if(data.until !== undefined){
if(!(validate29(data.until, {instancePath:instancePath+"/until",parentData:data,parentDataProperty:"until",rootData}))){
vErrors = join(vErrors, validate29.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = add(vErrors, {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},parentSchema:schema60,data});
errors++;
}
validate228.errors = vErrors;
return errors === 0;
}


function validate182(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
const _errs1 = errors;
let valid0 = false;
let passing0 = null;
const _errs2 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.confine === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/oneOf/0/required",keyword:"required",params:{missingProperty: "confine"},parentSchema:schema48.oneOf[0],data});
errors++;
}
}
var _valid0 = _errs2 === errors;
if(_valid0){
valid0 = true;
passing0 = 0;
}
const _errs3 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.never === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/oneOf/1/required",keyword:"required",params:{missingProperty: "never"},parentSchema:schema48.oneOf[1],data});
errors++;
}
}
var _valid0 = _errs3 === errors;
if(_valid0 && valid0){
valid0 = false;
passing0 = [passing0, 1];
}
else {
if(_valid0){
valid0 = true;
passing0 = 1;
}
const _errs4 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.always === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/oneOf/2/required",keyword:"required",params:{missingProperty: "always"},parentSchema:schema48.oneOf[2],data});
errors++;
}
}
var _valid0 = _errs4 === errors;
if(_valid0 && valid0){
valid0 = false;
passing0 = [passing0, 2];
}
else {
if(_valid0){
valid0 = true;
passing0 = 2;
}
const _errs5 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.atLeast === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/oneOf/3/required",keyword:"required",params:{missingProperty: "atLeast"},parentSchema:schema48.oneOf[3],data});
errors++;
}
}
var _valid0 = _errs5 === errors;
if(_valid0 && valid0){
valid0 = false;
passing0 = [passing0, 3];
}
else {
if(_valid0){
valid0 = true;
passing0 = 3;
}
const _errs6 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.atMost === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/oneOf/4/required",keyword:"required",params:{missingProperty: "atMost"},parentSchema:schema48.oneOf[4],data});
errors++;
}
}
var _valid0 = _errs6 === errors;
if(_valid0 && valid0){
valid0 = false;
passing0 = [passing0, 4];
}
else {
if(_valid0){
valid0 = true;
passing0 = 4;
}
const _errs7 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.separate === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/oneOf/5/required",keyword:"required",params:{missingProperty: "separate"},parentSchema:schema48.oneOf[5],data});
errors++;
}
}
var _valid0 = _errs7 === errors;
if(_valid0 && valid0){
valid0 = false;
passing0 = [passing0, 5];
}
else {
if(_valid0){
valid0 = true;
passing0 = 5;
}
const _errs8 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.expire === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/oneOf/6/required",keyword:"required",params:{missingProperty: "expire"},parentSchema:schema48.oneOf[6],data});
errors++;
}
}
var _valid0 = _errs8 === errors;
if(_valid0 && valid0){
valid0 = false;
passing0 = [passing0, 6];
}
else {
if(_valid0){
valid0 = true;
passing0 = 6;
}
}
}
}
}
}
}
if(!valid0){
vErrors = add(vErrors, {instancePath,schemaPath:"#/oneOf",keyword:"oneOf",params:{passingSchemas: passing0},parentSchema:schema48,data});
errors++;
}
else {
errors = _errs1;
if(vErrors !== null){
if(_errs1){
vErrors.length = _errs1;
}
else {
vErrors = null;
}
}
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.kind === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "kind"},parentSchema:schema48,data});
errors++;
}
if(data.name === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "name"},parentSchema:schema48,data});
errors++;
}
for(const key0 in data){
if(!(func2.call(schema48.properties, key0))){
vErrors = add(vErrors, {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},parentSchema:schema48,data});
errors++;
}
}
if(data.kind !== undefined){
let data0 = data.kind;
if("Guardrail" !== data0){
vErrors = add(vErrors, {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "Guardrail"},schema:"Guardrail",parentSchema:schema48.properties.kind,data:data0});
errors++;
}
}
if(data.name !== undefined){
if(!(validate23(data.name, {instancePath:instancePath+"/name",parentData:data,parentDataProperty:"name",rootData}))){
vErrors = join(vErrors, validate23.errors);
errors = vErrors.length;
}
}
if(data.severity !== undefined){
let data2 = data.severity;
if(typeof data2 !== "string"){
vErrors = add(vErrors, {instancePath:instancePath+"/severity",schemaPath:"#/properties/severity/type",keyword:"type",params:{type: "string"},parentSchema:schema48.properties.severity,data:data2});
errors++;
}
if(!((data2 === "error") || (data2 === "warning"))){
vErrors = add(vErrors, {instancePath:instancePath+"/severity",schemaPath:"#/properties/severity/enum",keyword:"enum",params:{allowedValues: schema48.properties.severity.enum},parentSchema:schema48.properties.severity,data:data2});
errors++;
}
}
if(data.confine !== undefined){
if(!(validate184(data.confine, {instancePath:instancePath+"/confine",parentData:data,parentDataProperty:"confine",rootData}))){
vErrors = join(vErrors, validate184.errors);
errors = vErrors.length;
}
}
if(data.never !== undefined){
if(!(validate196(data.never, {instancePath:instancePath+"/never",parentData:data,parentDataProperty:"never",rootData}))){
vErrors = join(vErrors, validate196.errors);
errors = vErrors.length;
}
}
if(data.always !== undefined){
if(!(validate202(data.always, {instancePath:instancePath+"/always",parentData:data,parentDataProperty:"always",rootData}))){
vErrors = join(vErrors, validate202.errors);
errors = vErrors.length;
}
}
if(data.atLeast !== undefined){
if(!(validate207(data.atLeast, {instancePath:instancePath+"/atLeast",parentData:data,parentDataProperty:"atLeast",rootData}))){
vErrors = join(vErrors, validate207.errors);
errors = vErrors.length;
}
}
if(data.atMost !== undefined){
if(!(validate212(data.atMost, {instancePath:instancePath+"/atMost",parentData:data,parentDataProperty:"atMost",rootData}))){
vErrors = join(vErrors, validate212.errors);
errors = vErrors.length;
}
}
if(data.separate !== undefined){
if(!(validate217(data.separate, {instancePath:instancePath+"/separate",parentData:data,parentDataProperty:"separate",rootData}))){
vErrors = join(vErrors, validate217.errors);
errors = vErrors.length;
}
}
if(data.expire !== undefined){
if(!(validate225(data.expire, {instancePath:instancePath+"/expire",parentData:data,parentDataProperty:"expire",rootData}))){
vErrors = join(vErrors, validate225.errors);
errors = vErrors.length;
}
}
if(data.except !== undefined){
let data10 = data.except;
if(Array.isArray(data10)){
const len0 = data10.length;
for(let i0=0; i0<len0; i0++){
if(!(validate228(data10[i0], {instancePath:instancePath+"/except/" + i0,parentData:data10,parentDataProperty:i0,rootData}))){
vErrors = join(vErrors, validate228.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = add(vErrors, {instancePath:instancePath+"/except",schemaPath:"#/properties/except/type",keyword:"type",params:{type: "array"},parentSchema:schema48.properties.except,data:data10});
errors++;
}
}
if(data.description !== undefined){
if(!(validate36(data.description, {instancePath:instancePath+"/description",parentData:data,parentDataProperty:"description",rootData}))){
vErrors = join(vErrors, validate36.errors);
errors = vErrors.length;
}
}
if(data.owner !== undefined){
if(!(validate38(data.owner, {instancePath:instancePath+"/owner",parentData:data,parentDataProperty:"owner",rootData}))){
vErrors = join(vErrors, validate38.errors);
errors = vErrors.length;
}
}
if(data.labels !== undefined){
if(!(validate40(data.labels, {instancePath:instancePath+"/labels",parentData:data,parentDataProperty:"labels",rootData}))){
vErrors = join(vErrors, validate40.errors);
errors = vErrors.length;
}
}
if(data.formerly !== undefined){
if(!(validate42(data.formerly, {instancePath:instancePath+"/formerly",parentData:data,parentDataProperty:"formerly",rootData}))){
vErrors = join(vErrors, validate42.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = add(vErrors, {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},parentSchema:schema48,data});
errors++;
}
validate182.errors = vErrors;
return errors === 0;
}

export const Test = validate240;
const schema61 = {"type":"object","properties":{"kind":{"const":"Test"},"name":{"$ref":"#/$defs/common.name"},"asOf":{"$ref":"#/$defs/common.date"},"expect":{"type":"array","items":{"$ref":"#/$defs/test.expectation"},"minItems":1,"x-entries":"object"},"description":{"$ref":"#/$defs/common.description"},"owner":{"$ref":"#/$defs/common.owner"},"labels":{"$ref":"#/$defs/common.labels"},"formerly":{"$ref":"#/$defs/common.formerly"}},"required":["kind","name","expect"],"additionalProperties":false};
const schema62 = {"type":"object","if":{"required":["cannot"]},"else":{"required":["can"]},"properties":{"who":{"type":["string","array"],"items":{"type":"string"},"minItems":1},"can":{"$ref":"#/$defs/common.permissions"},"cannot":{"$ref":"#/$defs/common.permissions"},"on":{"type":["string","array"],"items":{"type":"string"},"minItems":1}},"required":["who","on"],"additionalProperties":false};

function validate243(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
const _errs1 = errors;
let valid0 = true;
const _errs2 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.cannot === undefined) && (missing0 = "cannot")){
vErrors = add(vErrors, {});
errors++;
}
}
var _valid0 = _errs2 === errors;
errors = _errs1;
if(vErrors !== null){
if(_errs1){
vErrors.length = _errs1;
}
else {
vErrors = null;
}
}
if(!_valid0){
const _errs3 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.can === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/else/required",keyword:"required",params:{missingProperty: "can"},parentSchema:schema62.else,data});
errors++;
}
}
var _valid0 = _errs3 === errors;
valid0 = _valid0;
}
if(!valid0){
vErrors = add(vErrors, {instancePath,schemaPath:"#/if",keyword:"if",params:{failingKeyword: "else"},parentSchema:schema62,data});
errors++;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.who === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "who"},parentSchema:schema62,data});
errors++;
}
if(data.on === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "on"},parentSchema:schema62,data});
errors++;
}
for(const key0 in data){
if(!((((key0 === "who") || (key0 === "can")) || (key0 === "cannot")) || (key0 === "on"))){
vErrors = add(vErrors, {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},parentSchema:schema62,data});
errors++;
}
}
if(data.who !== undefined){
let data0 = data.who;
if((typeof data0 !== "string") && (!(Array.isArray(data0)))){
vErrors = add(vErrors, {instancePath:instancePath+"/who",schemaPath:"#/properties/who/type",keyword:"type",params:{type: schema62.properties.who.type},parentSchema:schema62.properties.who,data:data0});
errors++;
}
if(Array.isArray(data0)){
if(data0.length < 1){
vErrors = add(vErrors, {instancePath:instancePath+"/who",schemaPath:"#/properties/who/minItems",keyword:"minItems",params:{limit: 1},parentSchema:schema62.properties.who,data:data0});
errors++;
}
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
let data1 = data0[i0];
if(typeof data1 !== "string"){
vErrors = add(vErrors, {instancePath:instancePath+"/who/" + i0,schemaPath:"#/properties/who/items/type",keyword:"type",params:{type: "string"},parentSchema:schema62.properties.who.items,data:data1});
errors++;
}
}
}
}
if(data.can !== undefined){
if(!(validate198(data.can, {instancePath:instancePath+"/can",parentData:data,parentDataProperty:"can",rootData}))){
vErrors = join(vErrors, validate198.errors);
errors = vErrors.length;
}
}
if(data.cannot !== undefined){
if(!(validate198(data.cannot, {instancePath:instancePath+"/cannot",parentData:data,parentDataProperty:"cannot",rootData}))){
vErrors = join(vErrors, validate198.errors);
errors = vErrors.length;
}
}
if(data.on !== undefined){
let data4 = data.on;
if((typeof data4 !== "string") && (!(Array.isArray(data4)))){
vErrors = add(vErrors, {instancePath:instancePath+"/on",schemaPath:"#/properties/on/type",keyword:"type",params:{type: schema62.properties.on.type},parentSchema:schema62.properties.on,data:data4});
errors++;
}
if(Array.isArray(data4)){
if(data4.length < 1){
vErrors = add(vErrors, {instancePath:instancePath+"/on",schemaPath:"#/properties/on/minItems",keyword:"minItems",params:{limit: 1},parentSchema:schema62.properties.on,data:data4});
errors++;
}
const len1 = data4.length;
for(let i1=0; i1<len1; i1++){
let data5 = data4[i1];
if(typeof data5 !== "string"){
vErrors = add(vErrors, {instancePath:instancePath+"/on/" + i1,schemaPath:"#/properties/on/items/type",keyword:"type",params:{type: "string"},parentSchema:schema62.properties.on.items,data:data5});
errors++;
}
}
}
}
}
else {
vErrors = add(vErrors, {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},parentSchema:schema62,data});
errors++;
}
validate243.errors = vErrors;
return errors === 0;
}


function validate240(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.kind === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "kind"},parentSchema:schema61,data});
errors++;
}
if(data.name === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "name"},parentSchema:schema61,data});
errors++;
}
if(data.expect === undefined){
vErrors = add(vErrors, {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "expect"},parentSchema:schema61,data});
errors++;
}
for(const key0 in data){
if(!((((((((key0 === "kind") || (key0 === "name")) || (key0 === "asOf")) || (key0 === "expect")) || (key0 === "description")) || (key0 === "owner")) || (key0 === "labels")) || (key0 === "formerly"))){
vErrors = add(vErrors, {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},parentSchema:schema61,data});
errors++;
}
}
if(data.kind !== undefined){
let data0 = data.kind;
if("Test" !== data0){
vErrors = add(vErrors, {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "Test"},schema:"Test",parentSchema:schema61.properties.kind,data:data0});
errors++;
}
}
if(data.name !== undefined){
if(!(validate23(data.name, {instancePath:instancePath+"/name",parentData:data,parentDataProperty:"name",rootData}))){
vErrors = join(vErrors, validate23.errors);
errors = vErrors.length;
}
}
if(data.asOf !== undefined){
if(!(validate91(data.asOf, {instancePath:instancePath+"/asOf",parentData:data,parentDataProperty:"asOf",rootData}))){
vErrors = join(vErrors, validate91.errors);
errors = vErrors.length;
}
}
if(data.expect !== undefined){
let data3 = data.expect;
if(Array.isArray(data3)){
if(data3.length < 1){
vErrors = add(vErrors, {instancePath:instancePath+"/expect",schemaPath:"#/properties/expect/minItems",keyword:"minItems",params:{limit: 1},parentSchema:schema61.properties.expect,data:data3});
errors++;
}
const len0 = data3.length;
for(let i0=0; i0<len0; i0++){
if(!(validate243(data3[i0], {instancePath:instancePath+"/expect/" + i0,parentData:data3,parentDataProperty:i0,rootData}))){
vErrors = join(vErrors, validate243.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = add(vErrors, {instancePath:instancePath+"/expect",schemaPath:"#/properties/expect/type",keyword:"type",params:{type: "array"},parentSchema:schema61.properties.expect,data:data3});
errors++;
}
}
if(data.description !== undefined){
if(!(validate36(data.description, {instancePath:instancePath+"/description",parentData:data,parentDataProperty:"description",rootData}))){
vErrors = join(vErrors, validate36.errors);
errors = vErrors.length;
}
}
if(data.owner !== undefined){
if(!(validate38(data.owner, {instancePath:instancePath+"/owner",parentData:data,parentDataProperty:"owner",rootData}))){
vErrors = join(vErrors, validate38.errors);
errors = vErrors.length;
}
}
if(data.labels !== undefined){
if(!(validate40(data.labels, {instancePath:instancePath+"/labels",parentData:data,parentDataProperty:"labels",rootData}))){
vErrors = join(vErrors, validate40.errors);
errors = vErrors.length;
}
}
if(data.formerly !== undefined){
if(!(validate42(data.formerly, {instancePath:instancePath+"/formerly",parentData:data,parentDataProperty:"formerly",rootData}))){
vErrors = join(vErrors, validate42.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = add(vErrors, {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},parentSchema:schema61,data});
errors++;
}
validate240.errors = vErrors;
return errors === 0;
}
function add(errors, error) {
if (errors === null) return [error];
errors.push(error);
return errors;
}
function join(errors, more) {
if (errors === null) return more;
for (const error of more) errors.push(error);
return errors;
}
